import { and, desc, eq, lt, sql } from "drizzle-orm";
import { requireOwnAttempt } from "../../attempts/own-attempt";
import { writeAudit } from "../../db/audit";
import type { Db } from "../../db/client";
import { grades } from "../../db/tables/grades";
import { lateDebriefs } from "../../db/tables/late-debriefs";
import { AppError } from "../../errors";
import { lateDebriefJob } from "../../jobs/late-debrief-job";
import type { JobQueue } from "../../jobs/queue";
import { isLeftOut } from "./left-out";

/** Each is two calls of the model. */
export const MAX_TRIES = 5;

/**
 * Asks, for its candidate, for the debrief that the grade they see was left without. The grade stays as it
 * is. One that is under way or made is left alone. If the queue is away the row still stands, since the
 * sweep enqueues what has no job.
 * @param who.hasModel false: there is none to write it
 * @throws AppError `not_found`; `conflict` without a model or such a grade; `too_many`
 */
export async function requestLateDebrief(
  db: Db,
  jobs: JobQueue,
  who: { attemptId: string; userId: string; hasModel: boolean },
  onQueueError: (error: unknown) => void,
): Promise<void> {
  const gradeId = await db.transaction(async (tx) => {
    const attempt = await requireOwnAttempt(tx, who, { lock: true });
    const [grade] = await tx
      .select({ id: grades.id, isLeftOut: isLeftOut(), late: lateDebriefs })
      .from(grades)
      .leftJoin(lateDebriefs, eq(lateDebriefs.gradeId, grades.id))
      .where(and(eq(grades.attemptId, attempt.id), eq(grades.status, "graded")))
      .orderBy(desc(grades.version))
      .limit(1);
    if (!grade?.isLeftOut) throw hasNone(attempt.id);
    if (!who.hasModel) throw hasNoModel(attempt.id);
    if (grade.late !== null && grade.late.status !== "left_out") return null;
    const [queued] = await tx
      .insert(lateDebriefs)
      .values({ gradeId: grade.id })
      .onConflictDoUpdate({
        target: lateDebriefs.gradeId,
        set: { status: "queued", reason: null, askedAt: sql`now()` },
        setWhere: lt(lateDebriefs.tries, MAX_TRIES),
      })
      .returning({ id: lateDebriefs.gradeId });
    if (!queued) throw triedTooOften(attempt.id);
    await writeAudit(tx, {
      actorId: who.userId,
      action: "debrief.request",
      subjectId: grade.id,
      detail: { attemptId: attempt.id },
    });
    return grade.id;
  });
  if (gradeId === null) return;
  try {
    await jobs.enqueue(lateDebriefJob, gradeId);
  } catch (error) {
    onQueueError(error);
  }
}

function hasNone(attemptId: string): AppError {
  return new AppError("conflict", {
    message: `attempt ${attemptId} has no grade that a debrief was left out of`,
    userMessage: "There is no debrief to ask for here. Reload the page to see what there is.",
  });
}

function hasNoModel(attemptId: string): AppError {
  return new AppError("conflict", {
    message: `a debrief of attempt ${attemptId} was asked for, and there is no model`,
    userMessage: "No model is connected anymore, so nothing can write a debrief.",
  });
}

function triedTooOften(attemptId: string): AppError {
  return new AppError("too_many", {
    message: `a debrief of attempt ${attemptId} was tried ${MAX_TRIES} times`,
    userMessage: `A debrief was tried ${MAX_TRIES} times for this grade. The grade is as it was.`,
  });
}
