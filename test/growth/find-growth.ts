import type { Counts } from "./count-steps";

/** Each text is so many times as long as the one before. */
export const FACTOR = 4;
/** What may come on top: lists that are sorted; for bytes, tables that double. */
const SLACK = { steps: 1.3, bytes: 1.6 };
/** Less than this is nothing that anybody waits for. */
const LEAST = { steps: 10_000, bytes: 2_000_000 };

export type Growth = { where: string; what: keyof Counts; before: number; after: number };

/** What did more than `FACTOR` times as much, give or take, when the text became so much longer. */
export function findGrowth(shorter: Counts, longer: Counts): Growth[] {
  return (["steps", "bytes"] as const).flatMap((what) =>
    [...longer[what]].flatMap(([where, after]) => {
      const before = shorter[what].get(where) ?? 0;
      // The heap has shrunk: something was collected after all, and nothing can be told.
      if (before < 0) return [];
      const allowed = FACTOR * SLACK[what] * Math.max(before, LEAST[what] / FACTOR);
      return after > allowed ? [{ where, what, before, after }] : [];
    }),
  );
}
