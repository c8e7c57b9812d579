import { desc, eq, isNull, sql } from "drizzle-orm";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { judgeTests } from "../db/tables/settings";
import { JUDGE_TEST_GONE_MS, JUDGE_TEST_LOST_MS } from "#domain/settings/judge-test.schema";
import type { CallStep, JudgeTestResult } from "#domain/settings/judge-test.schema";

/** The newest question to the judge. Times are ISO 8601. */
export type JudgeTest = {
  by: string;
  askedAt: string;
  /** `waiting`: no worker has it yet. `lost`: none has taken it up in time, or the one that has it is gone. */
  state: "waiting" | "asking" | "lost" | "answered";
  /** Milliseconds since a worker took it up; null before. */
  elapsedMs: number | null;
  /** How far a model at home is; null of all others, and before its call. */
  step: CallStep | null;
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
      elapsedMs: msSince(judgeTests.startedAt),
      unseenMs: msSince(judgeTests.seenAt),
      step: judgeTests.step,
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
  const { by, createdAt, elapsedMs, unseenMs, step, result } = row;
  const waitedMs = now.getTime() - createdAt.getTime();
  return {
    by,
    askedAt: createdAt.toISOString(),
    elapsedMs,
    step,
    result,
    state: result === null ? stateOfOpen(unseenMs, waitedMs) : "answered",
  };
}

/** By the database's clock, which all workers write with. */
const msSince = (at: AnyPgColumn) =>
  sql<number | null>`(extract(epoch from now() - ${at}) * 1000)::float8`;

function stateOfOpen(unseenMs: number | null, waitedMs: number): "waiting" | "asking" | "lost" {
  if (unseenMs === null) return waitedMs > JUDGE_TEST_LOST_MS ? "lost" : "waiting";
  return unseenMs > JUDGE_TEST_GONE_MS ? "lost" : "asking";
}
