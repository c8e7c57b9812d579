import { LEVEL_TITLES } from "../problems/scale";
import type { Level } from "../problems/scale";

/** A total this near to a level's bar could as well be on its other side. Points of 100. */
export const LEVEL_MARGIN = 4;

/**
 * What a level asks of the staff criteria's weight beside its points, and what an answer has of it.
 * Shares, 0–1. Near: one staff criterion more or less decides it.
 */
export type StaffShare = { needed: number; earned: number; isNear: boolean };

/** A level's bar in points of 100, as a grade keeps it. */
export type LevelBar = { level: Level; bar: number; ofStaff?: StaffShare | undefined };

/** Whether an answer has the level: its points, and its share of the staff weight where that is asked. */
function hasLevel(total: number, { bar, ofStaff }: LevelBar): boolean {
  return total >= bar && (ofStaff === undefined || ofStaff.earned >= ofStaff.needed);
}

/** Bars as they rise, with the highest that is reached and the lowest that isn't. */
export function findLevel<Bar extends LevelBar>(
  total: number,
  bars: readonly Bar[],
): { reached: Bar | undefined; next: Bar | undefined } {
  const rising = [...bars].sort((a, b) => a.bar - b.bar);
  const reached = rising.filter((one) => hasLevel(total, one)).at(-1);
  return { reached, next: rising.find((one) => !hasLevel(total, one)) };
}

/**
 * The level of a total: "senior level", and near a bar, or one staff criterion from it, "at the senior
 * bar" or "between senior and staff".
 */
export function sayLevel(total: number, bars: readonly LevelBar[]): string {
  const { reached, next } = findLevel(total, bars);
  const name = ({ level }: LevelBar): string => LEVEL_TITLES[level].toLowerCase();
  if (next && isWithinReach(total, next)) {
    return reached ? `between ${name(reached)} and ${name(next)}` : `just below ${name(next)}`;
  }
  if (!reached) return next ? `below ${name(next)}` : "no level";
  const isAtBar = total - reached.bar <= LEVEL_MARGIN || reached.ofStaff?.isNear === true;
  return isAtBar ? `at the ${name(reached)} bar` : `${name(reached)} level`;
}

/** Of a bar that isn't reached: whether what is missing could as well be there. */
function isWithinReach(total: number, { bar, ofStaff }: LevelBar): boolean {
  const hasShare = ofStaff === undefined || ofStaff.earned >= ofStaff.needed || ofStaff.isNear;
  return bar - total <= LEVEL_MARGIN && hasShare;
}
