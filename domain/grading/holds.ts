import type { DebriefPoint } from "./debrief.schema";
import type { Level } from "../problems/scale";
import type { Verdict } from "./verdicts";

/** A point that sinks a design holds its answer below this level, whatever the total. */
export const HELD_BELOW: Level = "senior";

/** A point that holds an answer's level, as whatever states the level names it. */
export type Hold = Pick<DebriefPoint, "id" | "headline" | "places" | "criterionIds">;

/** What people decided after the grading. */
export type PeoplesWord = {
  /** Ids of the points that a reviewer struck. */
  struck: ReadonlySet<string>;
  /** Verdicts of people, by criterion. */
  verdicts: ReadonlyMap<string, Verdict>;
};

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
