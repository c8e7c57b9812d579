import type { Answers } from "#domain/attempts/answer.schema";
import type { DrawnPart } from "#domain/diagram/name-parts";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { ShownDebrief, ShownPoint } from "#domain/grading/shown-debrief";
import type { WrittenDebrief, WrittenPlace } from "#domain/problems/written-debrief.schema";
import { findQuote } from "../text/find-quote";
import { evaluate } from "../text/arithmetic";
import { tellsNumber } from "../text/told-numbers";

type WrittenPoint = WrittenDebrief["points"][number];
type Figure = ShownPoint["figures"][number];

/** What is wrong with a written debrief, and where in it. */
type Fault = { path: (string | number)[]; message: string };

/** A figure may be rounded to as few digits as one. */
const MOST_DIGITS = 6;

/**
 * A debrief that a person wrote, as a judge's would be stored: each quote found in the answer, each part
 * in its drawing, each figure computed. Pure.
 */
export function readDebrief(
  written: WrittenDebrief,
  work: { answers: Answers; parts: readonly DrawnPart[] },
): { debrief: ShownDebrief; faults: Fault[] } {
  const faults: Fault[] = [];
  const find = (place: WrittenPlace, path: Fault["path"]): Evidence[] => {
    const found = findPlace(place, work);
    if (found !== null) return [found];
    const what = "quote" in place ? `“${place.quote}” isn't in the answer` : "isn't in the drawing";
    faults.push({ path, message: what });
    return [];
  };
  const { heart, sinks, nextQuestion, strengths, points, asides = [] } = written;
  return {
    debrief: {
      isLater: false,
      heart,
      sinks,
      nextQuestion,
      strengths: strengths.flatMap(({ place, why }, index) =>
        find(place, ["strengths", index, "place"]).map((found) => ({ place: found, why })),
      ),
      asides: asides.flatMap(({ place, says }, index) =>
        find(place, ["asides", index, "place"]).map((found) => ({ place: found, says })),
      ),
      points: points.map((point, index) => ({
        ...point,
        id: `p${index + 1}`,
        places: point.places.flatMap((place, at) => find(place, ["points", index, "places", at])),
        figures: (point.figures ?? []).flatMap((figure, at) =>
          computeFigure(figure, point, (message) =>
            faults.push({ path: ["points", index, "figures", at], message }),
          ),
        ),
        sceptic: "stands",
        corrected: null,
      })),
    },
    faults,
  };
}

function findPlace(
  place: WrittenPlace,
  { answers, parts }: { answers: Answers; parts: readonly DrawnPart[] },
): Evidence | null {
  if ("quote" in place) {
    const { section, quote } = place;
    const span = findQuote(answers[section], quote);
    return span && { source: "text", section, quote, ...span };
  }
  const named = place.ids.flatMap((id) => parts.find((part) => part.id === id) ?? []);
  if (named.length < place.ids.length) return null;
  const elementIds = named.flatMap((part) => part.elementIds);
  return { source: "diagram", ids: place.ids, elementIds };
}

/** The figure with its value; nothing after `complain` has heard what is wrong with it. */
function computeFigure(
  figure: Omit<Figure, "value">,
  point: WrittenPoint,
  complain: (message: string) => void,
): Figure[] {
  const { shown, expression, inputs } = figure;
  const values = new Map(inputs.map(({ name, value }) => [name, value]));
  const value = evaluate(expression, (name) => values.get(name));
  const prose = [point.headline, point.consequence, point.sayInstead];
  if (value === null) complain(`"${expression}" can't be computed`);
  else if (!isShownBy(shown, value)) complain(`"${expression}" is ${value}, not ${shown}`);
  else if (!prose.some((text) => text.includes(shown))) complain(`the point doesn't say ${shown}`);
  else return [{ ...figure, value }];
  return [];
}

function isShownBy(shown: string, value: number): boolean {
  return Array.from({ length: MOST_DIGITS }, (_, digits) =>
    Number(value.toPrecision(digits + 1)),
  ).some((rounded) => tellsNumber(shown, rounded));
}
