/** How long marking takes: half a minute a criterion. */
export function estimateMinutes(criteria: number): number {
  return Math.max(1, Math.ceil(criteria / 2));
}
