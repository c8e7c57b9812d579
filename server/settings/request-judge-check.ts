import { and, desc, eq, inArray, isNotNull, sql } from "drizzle-orm";
import { requireUnderLimit } from "../accounts/require-under-limit";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { judgeChecks } from "../db/tables/judge-checks";
import { AppError } from "../errors";
import type { Mode } from "#domain/grading/verdicts";
import { judgeCheckJob } from "../jobs/judge-check-job";
import type { JobQueue } from "../jobs/queue";

/** A check costs as much as twenty gradings, and says the same as the one before it. */
const MAX_AN_HOUR = 6;

export type CheckOrder = {
  actorId: string;
  /** The judge and the mode whose cost was told; the model must still be the one in use. */
  model: string;
  mode: Mode;
};

/**
 * Asks a worker to check the judge in use. If the queue is away the row still stands, and the worker's
 * sweep enqueues it later.
 * @param inUse the model in use and the mode in force; a null model is the offline judge
 * @returns id of the check
 * @throws AppError `conflict` while one is under way, where no model is connected, or where it isn't
 *   the one whose cost was told; `too_many`
 */
export async function requestJudgeCheck(
  db: Db,
  jobs: JobQueue,
  order: CheckOrder,
  inUse: { model: string | null; mode: Mode },
  onQueueError: (error: unknown) => void,
): Promise<string> {
  requireSame(order, inUse);
  const { actorId, model, mode } = order;
  const checkId = await db.transaction(async (tx) => {
    await requireNoneUnderWay(tx);
    await requireUnderCheckLimit(tx, actorId);
    const [row] = await tx
      .insert(judgeChecks)
      .values({ requestedBy: actorId, requestedModel: model, mode })
      .returning({ id: judgeChecks.id });
    if (!row) throw new Error("the check was not inserted");
    await writeAudit(tx, {
      actorId,
      action: "judge.check",
      subjectId: row.id,
      detail: { model, mode },
    });
    return row.id;
  });
  try {
    await jobs.enqueue(judgeCheckJob, checkId);
  } catch (error) {
    onQueueError(error);
  }
  return checkId;
}

function requireSame(order: CheckOrder, inUse: { model: string | null; mode: Mode }): void {
  if (inUse.model === null) {
    throw new AppError("conflict", {
      message: "the offline judge can't be checked",
      userMessage:
        "No model is connected. The offline judge only estimates, so there is nothing to check.",
    });
  }
  if (order.model === inUse.model && order.mode === inUse.mode) return;
  throw new AppError("conflict", {
    message: "the judge or its mode is another than the one shown",
    userMessage:
      "The judge or its mode has changed, so nothing was started. Check what it costs now, then start again.",
  });
}

async function requireNoneUnderWay(tx: DbOrTx): Promise<void> {
  // Two admins who press at once start one.
  await tx.execute(sql`lock table ${judgeChecks} in share row exclusive mode`);
  const [open] = await tx
    .select({ id: judgeChecks.id })
    .from(judgeChecks)
    .where(
      and(inArray(judgeChecks.status, ["queued", "running"]), isNotNull(judgeChecks.requestedBy)),
    )
    .limit(1);
  if (!open) return;
  throw new AppError("conflict", {
    message: `check ${open.id} is under way`,
    userMessage: "The judge is already being checked. The result appears here.",
  });
}

function requireUnderCheckLimit(tx: DbOrTx, userId: string): Promise<void> {
  return requireUnderLimit(
    tx,
    { userId, most: MAX_AN_HOUR, what: "judge checks" },
    async (most) => {
      const asked = await tx
        .select({ at: judgeChecks.createdAt })
        .from(judgeChecks)
        .where(eq(judgeChecks.requestedBy, userId))
        .orderBy(desc(judgeChecks.createdAt))
        .limit(most);
      return asked.map(({ at }) => at);
    },
    (wait) =>
      `You have started ${MAX_AN_HOUR} checks in the past hour. Start the next one in ${wait}.`,
  );
}
