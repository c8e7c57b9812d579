import type { Counted, Counts } from "./count-steps";

/** Each text is so many times as long as the one before. */
export const FACTOR = 4;
/** What may be added to that: buffers that double, lists that are kept sorted. */
const SLACK = { steps: 1.3, bytes: 1.6 };
/** Less than this is nothing that waits, and sampling is too coarse to tell. */
const LEAST = { steps: 20_000, bytes: 6_000_000 };

export type Growth = { where: string; what: keyof Counted; before: number; after: number };

/**
 * The functions that did more than their share when the text became `FACTOR` times as long: more
 * than `FACTOR` times as much, give or take.
 */
export function findGrowth(shorter: Counts, longer: Counts): Growth[] {
  const found: Growth[] = [];
  for (const [where, after] of longer) {
    const before = shorter.get(where) ?? { steps: 0, bytes: 0 };
    for (const what of ["steps", "bytes"] as const) {
      const allowed = FACTOR * SLACK[what] * Math.max(before[what], LEAST[what] / FACTOR);
      if (after[what] > allowed) {
        found.push({ where, what, before: before[what], after: after[what] });
      }
    }
  }
  return found;
}
