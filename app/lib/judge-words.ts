import type { Mode } from "#domain/grading/verdicts";
import { formatCost, formatDuration } from "./report/format";

const MODE_WORDS: Record<Mode, string> = {
  standard: "standard, at most five criteria per call",
  thorough: "thorough, one call per criterion",
};

export function sayMode(mode: Mode): string {
  return MODE_WORDS[mode];
}

/** A bound on spending in US dollars. */
export function sayBound(usd: number | null): string {
  return usd === null ? "no limit" : formatCost(usd);
}

/** How long a call took: below a second in milliseconds. */
export function sayLatency(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : formatDuration(ms);
}
