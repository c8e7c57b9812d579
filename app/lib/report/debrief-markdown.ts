import { sayParts } from "#domain/diagram/name-parts";
import { SECTION_TITLES } from "#domain/problems/scale";
import { DANGER_WORDS, sayDebriefNote, sayWhere } from "./debrief-view";
import type { DebriefView, PlaceView, PointView } from "./debrief-view";
import type { NextView, StepView } from "./next-view";

export function oneLine(text: string): string {
  return text.replace(/\s+/g, " ");
}

/** What is right and what would sink it, which the report opens with. */
export function writeDiagnosis(debrief: DebriefView): string[] {
  if (debrief?.kind !== "made") return [];
  return [debrief.heart, "", ...(debrief.sinks === "" ? [] : [debrief.sinks, ""])];
}

/** What to fix first, what else, what was good, what to do next, and what would be asked next. */
export function writeDebrief(debrief: DebriefView, next: NextView | null | undefined): string[] {
  const note = sayDebriefNote(debrief);
  const opening = note === null ? [] : [note, ""];
  if (debrief?.kind !== "made") return [...opening, ...writeNext(next)];
  const { points, asides, strengths, nextQuestion } = debrief;
  return [
    ...opening,
    ...(points.length > 0 ? ["## Fix first", "", ...points.flatMap(writePoint)] : []),
    ...(asides.length > 0
      ? [
          "## Also worth fixing",
          "",
          ...asides.map(({ place, says }) => `- ${oneLine(says)} ${writePlace(place)}`),
          "",
        ]
      : []),
    ...(strengths.length > 0
      ? [
          "## What was good",
          "",
          ...strengths.map(({ place, why }) => `- ${writePlace(place)}: ${oneLine(why)}`),
          "",
        ]
      : []),
    ...writeNext(next),
    ...(nextQuestion === "" ? [] : ["## The next question", "", nextQuestion, ""]),
  ];
}

function writePoint(point: PointView): string[] {
  const { number, headline, danger, section, places, consequence, sayInstead } = point;
  return [
    `${number}. **${headline}** (${DANGER_WORDS[danger].toLowerCase()}; ${SECTION_TITLES[section]})`,
    ...places.map((place) => `   - ${writePlace(place)}`),
    "",
    `   ${oneLine(consequence)}`,
    "",
    `   **Say instead:** “${oneLine(sayInstead)}”`,
    "",
  ];
}

function writePlace(place: PlaceView): string {
  return place.kind === "drawing"
    ? `${sayWhere(place)}: ${sayParts(place.parts, place.elementIds.length)}`
    : `“${oneLine(place.quote)}” (${sayWhere(place)})`;
}

function endSentence(text: string): string {
  return /[.?!]$/.test(text) ? text : `${text}.`;
}

export function writeNext(next: NextView | null | undefined): string[] {
  if (!next || next.steps.length === 0) return [];
  return [
    `## Your next ${next.minutes} minutes`,
    "",
    ...next.steps.map((step, index) => `${index + 1}. ${writeStep(step)}`),
    "",
  ];
}

function writeStep(step: StepView): string {
  switch (step.kind) {
    case "retry":
    case "drill": {
      const { kind, section, points, quote, why, now } = step;
      const verb = kind === "drill" ? "Drill" : points.length > 0 ? "Rewrite" : "Retry";
      return [
        `**${verb} ${SECTION_TITLES[section]}** (${step.minutes} min).`,
        ...points.map(({ number, headline }) => `Fix first ${number}: ${endSentence(headline)}`),
        ...(quote === null ? [] : [`“${oneLine(quote)}”`]),
        ...[why, oneLine(now)].filter((text) => text !== ""),
      ].join(" ");
    }
    case "solution":
      return `**Read** what seniority adds, in the worked solution (${step.minutes} min).`;
    case "problem":
      return `**Next problem** (${step.minutes} min): ${step.problem.title}. ${step.problem.why}`;
  }
}
