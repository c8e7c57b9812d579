import type { Diagram } from "#domain/diagram/diagram.schema";
import type { DebriefPoint } from "#domain/grading/debrief.schema";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { TruePoint } from "./planted-points.schema";

/** What a model made of an answer, as a report would show it. */
export type MadePoint = Pick<DebriefPoint, "places" | "headline" | "consequence" | "figures">;
export type PlacedPoint = TruePoint & { placed: Evidence[] };

/** A sum may be rounded on its way. */
const SLACK = 0.03;

/**
 * Ids of the planted points that a model found. A point bears on a planted one when two things hold:
 * - one of its places overlaps one of the planted point's: quotes share characters of a section; of
 *   a box the place is the box itself or an arrow from or to it.
 * - it shows a sign of the planted point: one of its words begins so, or a sum of its own comes to one
 *   of the figures, within 3 percent. Different things can be said of one place.
 * Each point counts for one planted point at most, so one with many places finds no more than another.
 */
export function matchPoints(
  made: readonly MadePoint[],
  planted: readonly PlacedPoint[],
  drawn: Pick<Diagram, "edges">,
): string[] {
  const free = new Set(made);
  return planted.flatMap((one) => {
    const match = [...free].find((point) => bearsOn(point, one, drawn));
    if (!match) return [];
    free.delete(match);
    return [one.id];
  });
}

function bearsOn(
  point: MadePoint,
  { placed, signs }: PlacedPoint,
  drawn: Pick<Diagram, "edges">,
): boolean {
  const isThere = placed.some((one) => point.places.some((other) => overlap(one, other, drawn)));
  if (!isThere) return false;
  const prose = toWords(`${point.headline} ${point.consequence}`);
  return (
    signs.words.some((word) => prose.includes(toWords(word))) ||
    signs.figures.some((figure) =>
      point.figures.some(({ value }) => Math.abs(value - figure) <= SLACK * figure),
    )
  );
}

function overlap(planted: Evidence, other: Evidence, { edges }: Pick<Diagram, "edges">): boolean {
  if (planted.source === "diagram") {
    if (other.source !== "diagram") return false;
    const ends = (id: string) =>
      edges.flatMap((edge) => (edge.id === id ? [edge.from, edge.to] : []));
    return other.ids
      .flatMap((id) => [id, ...ends(id)])
      .some((id) => id !== null && planted.ids.includes(id));
  }
  return (
    planted.source === other.source &&
    planted.section === other.section &&
    planted.start < other.end &&
    other.start < planted.end
  );
}

/** In lower case, with a space before each word. */
function toWords(text: string): string {
  return ` ${text
    .toLowerCase()
    .replace(/[^\p{L}\p{N},.]+/gu, " ")
    .trim()}`;
}
