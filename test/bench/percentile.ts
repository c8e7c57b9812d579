/**
 * The smallest value that at least `share` of the values do not exceed (nearest rank).
 * @param share 0 < share ≤ 1
 * @returns NaN for no values
 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN;
}
