import { mean } from "./confusion";

/** A total as it should be and as it was given, points of 100. */
export type TotalPair = { expected: number; given: number };

/** Mean distance, points; null without pairs. */
export function meanAbsoluteError(pairs: readonly TotalPair[]): number | null {
  return mean(pairs.map(({ expected, given }) => Math.abs(given - expected)));
}

/** Mean of given less expected, points: above zero the judge gives too much. */
export function signedBias(pairs: readonly TotalPair[]): number | null {
  return mean(pairs.map(({ expected, given }) => given - expected));
}

/** 0–9 for totals of 0–100; the top belongs to the last. */
export function decileOf(total: number): number {
  return Math.min(9, Math.floor(total / 10));
}

/** Of all pairs of an answer of a higher and one of a lower band, the share that came out in order. */
export function shareInOrder(higher: readonly number[], lower: readonly number[]): number | null {
  const pairs = higher.flatMap((high) => lower.map((low) => (high > low ? 1 : 0)));
  return mean(pairs);
}

/** The value below which a share of all lies (nearest rank). */
export function quantile(values: readonly number[], share: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? null;
}
