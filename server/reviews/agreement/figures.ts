import { bootstrapSums } from "../../statistics/bootstrap";
import { cohenKappa, quadraticKappa } from "../../statistics/kappa";
import { decileOf } from "../../statistics/totals";
import { MIN_ATTEMPTS } from "#domain/reviews/agreement.schema";
import type { Verdict } from "#domain/grading/verdicts";
import type { Measured } from "#domain/measured";
import type { Addend } from "../../statistics/bootstrap";
import type { Confusion } from "../../statistics/confusion";
import type { TotalPair } from "../../statistics/totals";

/** A figure with its 95 % interval and what it stands on. */
export type Figure = Measured & {
  attempts: number;
  /** Verdicts or totals compared. */
  pairs: number;
  /** Fewer than `MIN_ATTEMPTS`: no value is given. */
  isTooFew: boolean;
};

/** Verdicts of two on the same criterion, the reference (a person) first. */
export type VerdictPair = readonly [Verdict, Verdict];

/** Fixed, so that a page shows the same interval each time. */
const SEED = 1;
const CLASSES: readonly Verdict[] = ["not_met", "partial", "met"];
const DECILES = 10;

/**
 * Cohen's kappa (1960) of nominal verdicts over the pairs of attempts. Attempts are what is drawn
 * again for the interval (Efron 1979): the verdicts of one hang together.
 */
export function measureKappa(
  attempts: readonly (readonly VerdictPair[])[],
  hasInterval = true,
): Figure {
  return measure(
    attempts,
    ([first, second]) => [[CLASSES.indexOf(first) * CLASSES.length + CLASSES.indexOf(second), 1]],
    CLASSES.length ** 2,
    (sums) => cohenKappa(toTable(sums, CLASSES.length)),
    hasInterval,
  );
}

/** Quadratic weighted kappa (Cohen 1968) over the ten deciles of the total. */
export function measureTotalsKappa(attempts: readonly (readonly TotalPair[])[]): Figure {
  return measure(
    attempts,
    ({ expected, given }) => [[decileOf(expected) * DECILES + decileOf(given), 1]],
    DECILES ** 2,
    (sums) => quadraticKappa(toTable(sums, DECILES)),
  );
}

/** Mean distance of two totals, points of 100. */
export function measureError(attempts: readonly (readonly TotalPair[])[]): Figure {
  return measureMean(attempts, ({ expected, given }) => Math.abs(given - expected));
}

/** Mean of the second total less the first, points of 100: above zero the judge gives more. */
export function measureBias(attempts: readonly (readonly TotalPair[])[]): Figure {
  return measureMean(attempts, ({ expected, given }) => given - expected);
}

function measureMean(
  attempts: readonly (readonly TotalPair[])[],
  valueOf: (pair: TotalPair) => number,
): Figure {
  return measure(
    attempts,
    (pair) => [
      [0, valueOf(pair)],
      [1, 1],
    ],
    2,
    ({ 0: total = 0, 1: count = 0 }) => (count === 0 ? null : total / count),
  );
}

/** A statistic of sums over all pairs, and its interval from drawing attempts again. */
function measure<Pair>(
  attempts: readonly (readonly Pair[])[],
  toAddends: (pair: Pair) => readonly Addend[],
  size: number,
  statistic: (sums: ArrayLike<number>) => number | null,
  hasInterval = true,
): Figure {
  const basis = { attempts: attempts.length, pairs: attempts.flat().length };
  if (attempts.length < MIN_ATTEMPTS) {
    return { value: null, interval: null, isTooFew: true, ...basis };
  }
  const clusters = attempts.map((pairs) => pairs.flatMap(toAddends));
  const sums = Array<number>(size).fill(0);
  for (const [place, amount] of clusters.flat()) sums[place] = (sums[place] ?? 0) + amount;
  const value = statistic(sums);
  const interval =
    hasInterval && value !== null ? bootstrapSums(compact(clusters), size, statistic, SEED) : null;
  return { value, interval, isTooFew: false, ...basis };
}

/** What a cluster adds to one sum in several steps, in one: thirty verdicts fall into few cells. */
function compact(clusters: readonly (readonly Addend[])[]): Addend[][] {
  return clusters.map((addends) => {
    const bySum = new Map<number, number>();
    for (const [place, amount] of addends) bySum.set(place, (bySum.get(place) ?? 0) + amount);
    return [...bySum];
  });
}

function toTable(counts: ArrayLike<number>, classes: number): Confusion {
  const table: number[][] = [];
  for (let i = 0; i < classes; i += 1) {
    const row: number[] = [];
    for (let j = 0; j < classes; j += 1) row.push(counts[i * classes + j] ?? 0);
    table.push(row);
  }
  return table;
}
