import type { Interval } from "#domain/measured";
import { createNamedRandom } from "#domain/statistics/random";
import { quantile } from "./totals";

const ROUNDS = 1000;

/**
 * A 95 % percentile bootstrap interval (Efron 1979). What is drawn again is whole clusters, here
 * answers: verdicts on one answer aren't independent of each other. Rounds in which the statistic
 * has no value are left out.
 *
 * @returns null for fewer than two clusters
 */
export function bootstrapInterval<T>(
  clusters: readonly T[],
  statistic: (drawn: readonly T[]) => number | null,
  seed: number,
): Interval | null {
  if (clusters.length < 2) return null;
  const random = createNamedRandom(seed, "bootstrap");
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const drawn = clusters.map(() => pick(clusters, random));
    const value = statistic(drawn);
    if (value !== null) values.push(value);
  }
  return toInterval(values);
}

/**
 * As `bootstrapInterval`, many times faster, for a statistic that needs only sums over clusters: a
 * table of counts, a sum of distances. Each cluster lists what it adds to which sum.
 *
 * @param size how many sums there are
 * @returns what `bootstrapInterval` gives for the same clusters in the same order
 */
export function bootstrapSums(
  clusters: readonly (readonly Addend[])[],
  size: number,
  statistic: (sums: ArrayLike<number>) => number | null,
  seed: number,
): Interval | null {
  if (clusters.length < 2) return null;
  const { starts, places, amounts } = flatten(clusters);
  const random = createNamedRandom(seed, "bootstrap");
  const sums = new Float64Array(size);
  const values: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    sums.fill(0);
    for (let draw = 0; draw < clusters.length; draw += 1) {
      const cluster = Math.floor(random() * clusters.length);
      const end = starts[cluster + 1] ?? 0;
      for (let at = starts[cluster] ?? 0; at < end; at += 1) {
        const place = places[at] ?? 0;
        sums[place] = (sums[place] ?? 0) + (amounts[at] ?? 0);
      }
    }
    const value = statistic(sums);
    if (value !== null) values.push(value);
  }
  return toInterval(values);
}

/** An amount that a cluster adds to the sum at a place. */
export type Addend = readonly [place: number, amount: number];

function flatten(clusters: readonly (readonly Addend[])[]) {
  const all = clusters.flat();
  const starts = new Int32Array(clusters.length + 1);
  for (const [i, { length }] of clusters.entries()) starts[i + 1] = (starts[i] ?? 0) + length;
  return {
    starts,
    places: Int32Array.from(all, ([place]) => place),
    amounts: Float64Array.from(all, ([, amount]) => amount),
  };
}

function toInterval(values: readonly number[]): Interval | null {
  const [low, high] = [quantile(values, 0.025), quantile(values, 0.975)];
  return low === null || high === null ? null : { low, high };
}

function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("nothing to draw from");
  return item;
}
