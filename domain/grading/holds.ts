import { LEVELS } from "../problems/scale";
import type { DebriefPoint } from "./debrief.schema";
import type { Level } from "../problems/scale";
import type { Result } from "./result";
import type { Verdict } from "./verdicts";
import { toWholeTotal } from "./whole-total";

/** A point that sinks a design holds its answer below this level, whatever the total. */
const HELD_BELOW: Level = "senior";

/** A point that holds an answer's level, as whatever states the level names it. */
export type Hold = Pick<DebriefPoint, "id" | "headline" | "places" | "criterionIds">;

/** What people decided after the grading. */
export type PeoplesWord = {
  /** Ids of the points that a reviewer struck. */
  struck: ReadonlySet<string>;
  /** Verdicts of people, by criterion. */
  verdicts: ReadonlyMap<string, Verdict>;
};

/** Of a grade that nobody has looked at. */
export const NOBODYS_WORD: PeoplesWord = { struck: new Set(), verdicts: new Map() };

/**
 * The points that still hold an answer below senior: those that held it when it was graded, but for
 * what a person struck, or lifted by deciding "met" on every criterion that the point bears on.
 * @param points of the debrief, as graded or as corrected; worst first
 * @param heldBy of the grade; undefined of one whose debrief has no consequence
 */
export function findHolds<Point extends Hold>(
  points: readonly Point[],
  heldBy: readonly string[] | undefined,
  { struck, verdicts }: PeoplesWord,
): Point[] {
  return points.filter(({ id, criterionIds }) => {
    if (!heldBy?.includes(id) || struck.has(id)) return false;
    const isLifted =
      criterionIds.length > 0 && criterionIds.every((one) => verdicts.get(one) === "met");
    return !isLifted;
  });
}

/** Points of 100 from which a hold matters: below that bar the total says as much. */
type Bars = readonly { level: Level; bar: number }[];

/** Those of its holds that an answer's level is stated by: none where its total is below senior anyway. */
export function statedHolds<One>(of: {
  total: number;
  bars: Bars;
  holds: readonly One[];
}): readonly One[] {
  const bar = of.bars.find(({ level }) => level === HELD_BELOW)?.bar;
  return bar !== undefined && toWholeTotal(of.total) >= bar ? of.holds : [];
}

/** A result with what holds its level, where anything does and it matters. */
export function withHolds(
  result: Result,
  held: { bars: Bars; holds: readonly Pick<Hold, "headline">[] } | undefined,
): Result {
  if (result.kind !== "grade" || held === undefined) return result;
  const stated = statedHolds({ total: result.total, ...held });
  if (stated.length === 0) return result;
  return { ...result, heldBy: stated.map(({ headline }) => headline) };
}

/** A result for a reader with no right to the debrief: that it's held, and not by what. */
export function withoutHeadlines<Given extends Result | null>(result: Given): Given {
  if (result?.kind !== "grade" || result.heldBy === undefined) return result;
  return { ...result, heldBy: [] };
}

/** Whether a level is one that a held answer doesn't have. */
export function isAboveHold(level: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(HELD_BELOW);
}
