import type { Level } from "../problems/scale";

/**
 * Points of 100 at which each level begins. Staff may also ask for a share of the weight of the staff
 * criteria (0–1, a partial counts half), so that neither one missed criterion denies it nor all of mid
 * makes it. A rubric without two staff criteria has no staff level. Versions with a number keep points
 * alone.
 */
export type Bars = {
  mid: number;
  senior: number;
  staff?: number | { points: number; weightOfStaff: number } | undefined;
};

/** What a level asks: points of 100, and the share of the staff weight, null where points are enough. */
export type Asked = { level: Level; points: number; weightOfStaff: number | null };

/** What each level of a rubric asks, rising. */
export function listAsked({ mid, senior, staff }: Bars): Asked[] {
  const byPoints = (level: Level, points: number) => ({ level, points, weightOfStaff: null });
  return [
    byPoints("mid", mid),
    byPoints("senior", senior),
    ...(staff === undefined
      ? []
      : typeof staff === "number"
        ? [byPoints("staff", staff)]
        : [{ level: "staff" as const, ...staff }]),
  ];
}
