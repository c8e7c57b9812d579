import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";

const MINUTE_MS = 60_000;

/**
 * The deadline of an attempt that starts in this transaction, by the database's clock; null when it is
 * untimed. A person's extra time moves it; the attempt's `minutes` stay the length that was chosen.
 * @param minutes whole; 0 for untimed
 * @param extraTimePercent whole
 */
export function newDeadline(minutes: number, extraTimePercent: number): SQL | null {
  if (minutes === 0) return null;
  const allowedMs = (minutes * MINUTE_MS * (100 + extraTimePercent)) / 100;
  return sql`now() + ${allowedMs}::int * interval '1 millisecond'`;
}
