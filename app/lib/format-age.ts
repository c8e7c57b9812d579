import { formatDuration } from "./report/format";

const HOUR_MS = 3_600_000;

/** How long ago, for a list of things that wait: "12 s", "5 min 3 s", "7 h", "3 days". */
export function formatAge(iso: string, now: string): string {
  return formatSpan(Math.max(0, Date.parse(now) - Date.parse(iso)));
}

/** The same of a time that is known in milliseconds. */
export function formatSpan(ms: number): string {
  if (ms < HOUR_MS) return formatDuration(ms);
  const hours = Math.floor(ms / HOUR_MS);
  return hours < 48 ? `${hours} h` : `${Math.floor(hours / 24)} days`;
}
