import type { Counts } from "./count-steps";

/** Each text is so many times as long as the one before. */
export const FACTOR = 4;
/** What may come on top: buffers that double, lists that are sorted. */
const SLACK = 1.3;
/** Less than this is nothing that anybody waits for. */
const LEAST = { steps: 20_000, bytes: 2_000_000 };

export type Growth = { where: string; what: keyof Counts; before: number; after: number };

/** What did more than `FACTOR` times as much, give or take, when the text became so much longer. */
export function findGrowth(shorter: Counts, longer: Counts): Growth[] {
  return (["steps", "bytes"] as const).flatMap((what) =>
    [...longer[what]].flatMap(([where, after]) => {
      const before = shorter[what].get(where) ?? 0;
      const allowed = FACTOR * SLACK * Math.max(before, LEAST[what] / FACTOR);
      return after > allowed ? [{ where, what, before, after }] : [];
    }),
  );
}
