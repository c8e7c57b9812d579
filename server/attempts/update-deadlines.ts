import { and, eq, isNotNull, sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { attempts } from "../db/tables/attempts";

/**
 * Lengthens a person's running timed attempts to what they have at `percent` more time; it takes none
 * away. A deadline that has passed stays: the sweep may be handing that attempt in right now.
 * @returns how many got a later deadline
 */
export async function updateDeadlines(
  tx: DbOrTx,
  userId: string,
  percent: number,
): Promise<number> {
  const deadline = sql`${attempts.startedAt} + ${attempts.minutes} * (100 + ${percent}::int) * interval '0.6 seconds'`;
  const lengthened = await tx
    .update(attempts)
    .set({ deadlineAt: deadline })
    .where(
      and(
        eq(attempts.userId, userId),
        eq(attempts.status, "in_progress"),
        isNotNull(attempts.minutes),
        sql`${attempts.deadlineAt} > now()`,
        sql`${attempts.deadlineAt} < ${deadline}`,
      ),
    )
    .returning({ id: attempts.id });
  return lengthened.length;
}
