import { createNamedRandom } from "./random";
import { quantile } from "./totals";

export type Interval = { low: number; high: number };

/** A statistic with its interval; null where it has no value. */
export type Measured = { value: number | null; interval: Interval | null };

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
  const [low, high] = [quantile(values, 0.025), quantile(values, 0.975)];
  return low === null || high === null ? null : { low, high };
}

function pick<T>(items: readonly T[], random: () => number): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("nothing to draw from");
  return item;
}
