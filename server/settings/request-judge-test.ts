import { and, desc, eq, gt, isNull, or, sql } from "drizzle-orm";
import { requireUnderLimit } from "../accounts/require-under-limit";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { judgeTests } from "../db/tables/settings";
import { AppError } from "../errors";
import { judgeTestJob } from "../jobs/judge-test-job";
import type { JobQueue } from "../jobs/queue";
import { JUDGE_TEST_GONE_MS, JUDGE_TEST_LOST_MS } from "#domain/settings/judge-test.schema";

export type JudgeTestOrder = {
  actorId: string;
  /** Makes the connection that is asked, and tells its id; absent: the judge in use is asked. */
  connect?: (tx: DbOrTx) => Promise<string>;
  /** For the audit log. */
  detail?: Record<string, string>;
};

/** Each one costs a little, and says the same as the one before it. */
const MAX_AN_HOUR = 20;

/**
 * Asks for one small question to the judge, which a worker puts: it has the key and the way there.
 * @returns id of the test
 * @throws AppError `conflict` while one is under way; `too_many`; `unavailable` when the queue is away
 */
export async function requestJudgeTest(
  db: Db,
  jobs: JobQueue,
  order: JudgeTestOrder,
): Promise<string> {
  const testId = await db.transaction(async (tx) => {
    // Two admins who press at once ask once.
    await tx.execute(sql`lock table ${judgeTests} in share row exclusive mode`);
    await requireNoneUnderWay(tx);
    await requireUnderTestLimit(tx, order.actorId);
    const connectionId = (await order.connect?.(tx)) ?? null;
    const [row] = await tx
      .insert(judgeTests)
      .values({ requestedBy: order.actorId, connectionId })
      .returning({ id: judgeTests.id });
    if (!row) throw new Error("the judge's test was not inserted");
    await writeAudit(tx, {
      actorId: order.actorId,
      action: "judge.ask",
      subjectId: row.id,
      detail: order.detail ?? {},
    });
    return row.id;
  });
  try {
    await jobs.enqueue(judgeTestJob, testId);
  } catch (error) {
    await db.delete(judgeTests).where(eq(judgeTests.id, testId));
    throw new AppError("unavailable", {
      message: "the queue is away",
      userMessage:
        "The queue can’t be reached, so no worker can pick this up. Gradings are waiting too.",
      cause: error,
    });
  }
  return testId;
}

async function requireNoneUnderWay(tx: DbOrTx): Promise<void> {
  const [open] = await tx
    .select({ id: judgeTests.id })
    .from(judgeTests)
    .where(
      and(
        isNull(judgeTests.finishedAt),
        or(
          and(
            isNull(judgeTests.seenAt),
            gt(judgeTests.createdAt, new Date(Date.now() - JUDGE_TEST_LOST_MS)),
          ),
          gt(
            judgeTests.seenAt,
            sql`now() - make_interval(secs => ${JUDGE_TEST_GONE_MS / 1_000}::float8)`,
          ),
        ),
      ),
    )
    .limit(1);
  if (!open) return;
  throw new AppError("conflict", {
    message: `judge test ${open.id} is under way`,
    userMessage: "The judge is already being asked. Its answer appears here.",
  });
}

function requireUnderTestLimit(tx: DbOrTx, userId: string): Promise<void> {
  return requireUnderLimit(
    tx,
    { userId, most: MAX_AN_HOUR, what: "judge tests" },
    async (most) => {
      const asked = await tx
        .select({ at: judgeTests.createdAt })
        .from(judgeTests)
        .where(eq(judgeTests.requestedBy, userId))
        .orderBy(desc(judgeTests.createdAt))
        .limit(most);
      return asked.map(({ at }) => at);
    },
    (wait) =>
      `You have asked the judge ${MAX_AN_HOUR} times in the past hour. Ask again in ${wait}.`,
  );
}
