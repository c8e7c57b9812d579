import { toWholeTotal } from "#domain/grading/whole-total";

/** A span of work: "0.4 s", "12 s", "3 min 5 s". */
export function formatDuration(ms: number): string {
  if (ms < 9_950) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const rest = seconds % 60;
  return rest === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${rest} s`;
}

/** US dollars. Null is a model whose price is unknown, and never reads as free. */
export function formatCost(costUsd: number | null): string {
  if (costUsd === null) return "unknown";
  if (costUsd === 0) return "nothing";
  if (costUsd < 0.0001) return "under $0.0001";
  return costUsd < 0.1 ? `$${costUsd.toFixed(4)}` : `$${costUsd.toFixed(2)}`;
}

/** A count with thin groups of three: "12,480". */
export function formatCount(count: number): string {
  return count.toLocaleString("en-GB");
}

/** A total of 100, whole and never on the other side of a bar: "69" for 69.6. */
export function formatTotal(total: number): string {
  return String(toWholeTotal(total));
}

/** Points to one decimal place, without a needless ".0": "7.5", "12". */
export function formatPoints(points: number): string {
  return String(Math.round(points * 10) / 10);
}

/** Enough of a hash to compare by eye. */
export function shortenHash(hash: string): string {
  return hash.slice(0, 12);
}
