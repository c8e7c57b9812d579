import { eq, sql } from "drizzle-orm";
import type { Rate } from "#domain/accounts/person-limits";
import type { DbOrTx } from "../db/client";
import { gradingSlots } from "../db/tables/grades";

/** When a person can ask for their next grade: ISO 8601, and in how many milliseconds. */
export type AskTime = { from: string; inMs: number };

/** Null when the day allows one now. */
export async function getAskTime(
  db: DbOrTx,
  userId: string,
  { perDay }: Rate,
): Promise<AskTime | null> {
  const { taken } = gradingSlots;
  const freeAt = sql`${taken}[cardinality(${taken}) + 1 - ${perDay}::int] + interval '24 hours'`;
  const [row] = await db
    .select({
      from: sql<string | null>`${freeAt}`,
      inMs: sql<number | null>`(extract(epoch from ${freeAt} - now()) * 1000)::float8`,
    })
    .from(gradingSlots)
    .where(eq(gradingSlots.userId, userId));
  if (!row || row.from === null || row.inMs === null || row.inMs <= 0) return null;
  return { from: new Date(row.from).toISOString(), inMs: row.inMs };
}
