import { and, count, gte, lt, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { speechCalls } from "../db/tables/speech";
import { listUtcDays } from "./usage-days";

export type SpeechUsage = {
  /** Recordings that were transcribed, and how long they were together. */
  recordings: number;
  seconds: number;
  /** Questions that a voice of the server's read out, and how long they were together. */
  readings: number;
  characters: number;
};

/** What was said and read out over the last `days` days in UTC, today included. */
export async function getSpeechUsage(
  db: Db,
  range: { days: number; now: Date },
): Promise<SpeechUsage> {
  const { from, until } = listUtcDays(range.now, range.days);
  const { seconds, characters, calledAt } = speechCalls;
  const [sums] = await db
    .select({
      recordings: count(seconds),
      seconds: sql<number>`coalesce(sum(${seconds}), 0)::float8`,
      readings: count(characters),
      characters: sql<number>`coalesce(sum(${characters}), 0)::float8`,
    })
    .from(speechCalls)
    .where(and(gte(calledAt, from), lt(calledAt, until)));
  return sums ?? { recordings: 0, seconds: 0, readings: 0, characters: 0 };
}
