import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client";
import { judgeTests } from "../db/tables/settings";

/**
 * Takes a question to the judge up.
 * @returns false when it was answered already, or is gone
 */
export async function takeJudgeTest(db: Db, testId: string): Promise<boolean> {
  const taken = await db
    .update(judgeTests)
    .set({ startedAt: new Date() })
    .where(and(eq(judgeTests.id, testId), isNull(judgeTests.finishedAt)))
    .returning({ id: judgeTests.id });
  return taken.length > 0;
}
