import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client";
import { judgeTests } from "../db/tables/settings";

/**
 * Takes a question to the judge up.
 * @returns which connection is to be asked, null for the judge in use; null for the whole when it was
 *   answered already, or is gone
 */
export async function takeJudgeTest(
  db: Db,
  testId: string,
): Promise<{ connectionId: string | null } | null> {
  const taken = await db
    .update(judgeTests)
    .set({ startedAt: new Date() })
    .where(and(eq(judgeTests.id, testId), isNull(judgeTests.finishedAt)))
    .returning({ connectionId: judgeTests.connectionId });
  return taken[0] ?? null;
}
