import { desc, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { judgeTests } from "../db/tables/settings";
import { JUDGE_TEST_LOST_MS } from "#domain/settings/judge-test.schema";
import type { JudgeTestResult } from "#domain/settings/judge-test.schema";

/** The newest question to the judge. Times are ISO 8601. */
export type JudgeTest = {
  by: string;
  askedAt: string;
  /** `waiting`: no worker has it yet. `lost`: none has answered in time. */
  state: "waiting" | "asking" | "lost" | "answered";
  result: JudgeTestResult | null;
};

/**
 * What the judge answered last when an admin asked it; null when nobody ever did.
 * @param connectionId of a connection that was tried; null for the judge in use
 */
export async function getJudgeTest(
  db: Db,
  connectionId: string | null = null,
  now: Date = new Date(),
): Promise<JudgeTest | null> {
  const [row] = await db
    .select({
      by: users.name,
      createdAt: judgeTests.createdAt,
      startedAt: judgeTests.startedAt,
      result: judgeTests.result,
    })
    .from(judgeTests)
    .innerJoin(users, eq(users.id, judgeTests.requestedBy))
    .where(
      connectionId === null
        ? isNull(judgeTests.connectionId)
        : eq(judgeTests.connectionId, connectionId),
    )
    .orderBy(desc(judgeTests.createdAt))
    .limit(1);
  if (!row) return null;
  const { by, createdAt, startedAt, result } = row;
  const isLost = now.getTime() - createdAt.getTime() > JUDGE_TEST_LOST_MS;
  const open = isLost ? "lost" : startedAt === null ? "waiting" : "asking";
  return {
    by,
    askedAt: createdAt.toISOString(),
    result,
    state: result === null ? open : "answered",
  };
}
