import { NOBODYS_WORD, findHolds, statedHolds } from "#domain/grading/holds";
import { sayLevel } from "#domain/grading/level";
import { toShownSections } from "#domain/grading/shown-points";
import { toWholeTotal } from "#domain/grading/whole-total";
import { LENS_TITLES, LEVEL_TITLES, SECTION_TITLES } from "#domain/problems/scale";
import type { ContentFile } from "../content/read-content";
import type { Debrief } from "#domain/grading/debrief.schema";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { CriterionGrade, Grade, JudgeCall } from "#domain/grading/grade.schema";
import type { Verdict } from "#domain/grading/verdicts";

/** A call without what differs from run to run, and without the raw reply. */
type PrintedCall = Omit<JudgeCall, "startedAt" | "durationMs" | "rawReply">;

/** A grade as `--json` prints it: the same answer and a judge that repeats itself, the same bytes. */
export type PrintedGrade = { problem: string } & Omit<Grade, "durationMs" | "calls"> & {
    calls: PrintedCall[];
  };

/** Leaves out the timings, which are no part of what was judged. */
export function toPrintedGrade(problem: string, grade: Grade): PrintedGrade {
  const { durationMs, calls, ...rest } = grade;
  return {
    problem,
    ...rest,
    calls: calls.map(({ startedAt, durationMs, rawReply, ...call }) => call),
  };
}

const INDENT = " ".repeat(16);

const MARKS: Record<Verdict, string> = {
  met: "met          ",
  partial: "partial      ",
  not_met: "not met      ",
  cannot_assess: "cannot assess",
};

/** A grade for reading in a terminal: standing, sections, then every criterion on what it rests. */
export function printGrade({ problem, rubric }: ContentFile, grade: Grade): string {
  const texts = new Map(rubric.criteria.map(({ id, text }) => [id, text]));
  const lines = [
    `${problem.head.title}`,
    `${toWholeTotal(grade.total)} of 100 · ${LENS_TITLES[grade.lens]} lens · ${describeJudge(grade)}`,
    `${sayStanding(grade)} · bars: ${grade.bars.map(({ level, bar }) => `${LEVEL_TITLES[level].toLowerCase()} ${bar}`).join(", ")}`,
    ...grade.caps.map(({ maxTotal, reason }) => `Capped at ${maxTotal}: ${reason}`),
    ...grade.flags.map(({ message }) => `Flag: ${message}`),
  ];
  const sections = toShownSections(grade.sections, grade.uncappedTotal);
  for (const { section, percent, points, possible } of sections) {
    const share = percent === null ? "not assessed" : `${points} of ${possible} points`;
    lines.push("", `${SECTION_TITLES[section]}  ${share}`);
    const own = grade.criteria.filter((criterion) => criterion.section === section);
    for (const criterion of own) {
      lines.push(...printCriterion(criterion, texts.get(criterion.id) ?? ""));
    }
  }
  return `${[...lines, ...printDebrief(grade.debrief)].join("\n")}\n`;
}

function sayStanding({ total, bars, debrief, heldBy }: Grade): string {
  const points = debrief?.status === "made" ? debrief.points : [];
  const holds = statedHolds({ total, bars, holds: findHolds(points, heldBy, NOBODYS_WORD) });
  if (holds.length === 0) return sayLevel(total, bars);
  return `held at mid: ${holds.map(({ headline }) => headline).join("; ")}`;
}

/** What a second reader says of the whole; for reading too are the points that were dropped, and why. */
function printDebrief(debrief: Debrief | undefined): string[] {
  if (debrief === undefined) return [];
  if (debrief.status === "left_out") return ["", `Debrief  left out: ${debrief.reason}`];
  const { heart, sinks, strengths, points, asides = [], nextQuestion, dropped } = debrief;
  return [
    "",
    "Debrief",
    `  ${[heart, sinks].filter(Boolean).join(" ")}`,
    ...points.flatMap((point) => [
      `  ${point.danger.padEnd(13)} ${point.headline}${point.sceptic === "doubted" ? " (doubted)" : ""}`,
      ...point.places.map((place) => `${INDENT}${quote(place)}`),
      `${INDENT}${point.consequence}`,
      `${INDENT}Say instead: ${point.sayInstead}`,
    ]),
    ...asides.flatMap(({ place, says }) => [`  also          ${says}`, `${INDENT}${quote(place)}`]),
    ...strengths.flatMap(({ place, why }) => [
      `  good          ${why}`,
      `${INDENT}${quote(place)}`,
    ]),
    ...(nextQuestion === "" ? [] : [`  Next question: ${nextQuestion}`]),
    ...dropped.map(({ headline, reason }) => `  dropped       ${headline}: ${reason}`),
  ];
}

function describeJudge({ judge, mode, costUsd, confidence }: Grade): string {
  const name = judge.isEstimate
    ? `${judge.kind} estimate`
    : (judge.returnedModel ?? judge.requestedModel);
  const cost = costUsd === null ? "cost unknown" : `$${costUsd.toFixed(4)}`;
  return `${name}, ${mode} · confidence ${confidence.toFixed(2)} · ${cost}`;
}

function printCriterion(criterion: CriterionGrade, text: string): string[] {
  const { id, verdict, weight, excluded, evidence, advice, reasoning, needsPerson } = criterion;
  const beside = [`weight ${weight}`, ...(needsPerson ? ["needs a person"] : [])].join(", ");
  return [
    `  ${MARKS[verdict]} ${id} (${beside})`,
    `${INDENT}${text}`,
    ...evidence.map((piece) => `${INDENT}${quote(piece)}`),
    ...(evidence.length === 0 && reasoning ? [`${INDENT}${reasoning}`] : []),
    ...(excluded === null ? [] : [`${INDENT}Left out: ${excluded}`]),
    ...(verdict !== "met" && advice ? [`${INDENT}Next: ${advice}`] : []),
  ];
}

function quote(piece: Evidence): string {
  if (piece.source === "diagram") return `in the drawing: ${piece.ids.join(", ")}`;
  const where = SECTION_TITLES[piece.section];
  const place = piece.source === "interview" ? `a reply about ${where}` : where;
  return `“${piece.quote.replace(/\s+/g, " ")}” (${place})`;
}
