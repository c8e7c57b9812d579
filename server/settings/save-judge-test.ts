import { and, eq, isNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Db } from "../db/client";
import { judgeTests } from "../db/tables/settings";
import type { CallStep, JudgeTestResult } from "#domain/settings/judge-test.schema";
import type { JudgeTestLease } from "./take-judge-test";

/** Keeps what came of a question to the judge. The first answer stands. */
export async function saveJudgeTest(
  db: Db,
  lease: JudgeTestLease,
  result: JudgeTestResult,
): Promise<void> {
  await db
    .update(judgeTests)
    .set({ result, costUsd: result.costUsd, finishedAt: new Date() })
    .where(isHeld(lease));
}

/**
 * Says that the worker is there, and how far the model is.
 * @returns false once another worker has it, or nobody wants it anymore
 */
export async function renewJudgeTest(
  db: Db,
  lease: JudgeTestLease,
  step: CallStep | null,
): Promise<boolean> {
  const renewed = await db
    .update(judgeTests)
    .set({ seenAt: sql`now()`, step })
    .where(isHeld(lease))
    .returning({ id: judgeTests.id });
  return renewed.length > 0;
}

function isHeld({ testId, leaseId }: JudgeTestLease): SQL | undefined {
  return and(
    eq(judgeTests.id, testId),
    eq(judgeTests.leaseId, leaseId),
    isNull(judgeTests.finishedAt),
  );
}
