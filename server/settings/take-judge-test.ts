import { randomUUID } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { judgeTests } from "../db/tables/settings";

/** A question to the judge in the hands of one worker; another's lease ends this one. */
export type JudgeTestLease = { testId: string; leaseId: string };

/**
 * Takes a question to the judge up.
 * @returns which connection is to be asked, null for the judge in use; null for the whole when it was
 *   answered already, or is gone
 */
export async function takeJudgeTest(
  db: Db,
  testId: string,
): Promise<{ connectionId: string | null; lease: JudgeTestLease } | null> {
  const leaseId = randomUUID();
  const now = sql`now()`;
  const [taken] = await db
    .update(judgeTests)
    .set({ startedAt: now, seenAt: now, leaseId, step: null })
    .where(and(eq(judgeTests.id, testId), isNull(judgeTests.finishedAt)))
    .returning({ connectionId: judgeTests.connectionId });
  return taken ? { ...taken, lease: { testId, leaseId } } : null;
}
