/**
 * Chance that more than `bar` of `n` independent cases happen, each with probability `rate`: the
 * exact upper tail of the binomial distribution, added up in logarithms.
 *
 * @param bar a count; a fraction counts as the whole number below it
 */
export function countTail(n: number, rate: number, bar: number): number {
  if (bar < 0) return 1;
  if (bar >= n || rate <= 0) return 0;
  if (rate >= 1) return 1;
  const odds = Math.log(rate) - Math.log1p(-rate);
  let log = n * Math.log1p(-rate);
  let above = 0;
  for (let count = 0; count <= n; count += 1) {
    if (count > bar) above += Math.exp(log);
    log += Math.log((n - count) / (count + 1)) + odds;
  }
  return Math.min(1, above);
}

/**
 * Chance that a standard normal variable is above `z`; absolute error below 7.5e-8 (Abramowitz and
 * Stegun, *Handbook of Mathematical Functions*, 26.2.17).
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  const t = 1 / (1 + 0.2316419 * z);
  const series = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const sum = series.reduceRight((rest, factor) => (rest + factor) * t, 0);
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum;
}

/** Chance that something of this chance happens in one of so many independent looks. */
export function atLeastOnce(chance: number, looks: number): number {
  return 1 - (1 - chance) ** looks;
}
