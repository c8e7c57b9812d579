const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** How long to wait, in words and never too short: "1 minute", "12 minutes", "3 hours". */
export function describeWait(ms: number): string {
  if (ms > 2 * HOUR_MS) return count(Math.ceil(ms / HOUR_MS), "hour");
  return count(Math.max(1, Math.ceil(ms / MINUTE_MS)), "minute");
}

function count(number: number, unit: string): string {
  return `${number} ${unit}${number === 1 ? "" : "s"}`;
}
