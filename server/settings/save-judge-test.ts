import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client";
import { judgeTests } from "../db/tables/settings";
import type { JudgeTestResult } from "#domain/settings/judge-test.schema";

/** Keeps what came of a question to the judge. The first answer stands. */
export async function saveJudgeTest(
  db: Db,
  testId: string,
  result: JudgeTestResult,
): Promise<void> {
  await db
    .update(judgeTests)
    .set({ result, costUsd: result.costUsd, finishedAt: new Date() })
    .where(and(eq(judgeTests.id, testId), isNull(judgeTests.finishedAt)));
}
