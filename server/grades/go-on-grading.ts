import { and, eq, sql } from "drizzle-orm";
import { STOPPED } from "#domain/grading/stopped";
import { requireOwnAttempt } from "../attempts/own-attempt";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";
import { gradingJob } from "../jobs/grading-job";
import type { JobQueue } from "../jobs/queue";
import { isNewestGrading } from "./newest-grading";
import { requireUnderGradeLimit } from "./require-under-grade-limit";

/**
 * Queues a grading again that its candidate stopped, at the end of the line. It is the same one: it
 * counts no second time on anybody's limit, and asks only what is open. Any other is left alone. If the
 * queue is away the row still stands, since the sweep enqueues what has no job.
 * @throws AppError `not_found`; `too_many`
 */
export async function goOnGrading(
  db: Db,
  jobs: JobQueue,
  who: { attemptId: string; userId: string },
  onQueueError: (error: unknown) => void,
): Promise<void> {
  const gradeId = await db.transaction(async (tx) => {
    const attempt = await requireOwnAttempt(tx, who, { lock: true });
    const [queued] = await tx
      .update(grades)
      .set({ status: "queued", queuedAt: sql`now()`, errorKind: null, errorMessage: null })
      .where(
        and(
          eq(grades.attemptId, attempt.id),
          isNewestGrading(),
          eq(grades.status, "needs_attention"),
          eq(grades.errorKind, STOPPED),
        ),
      )
      .returning({ id: grades.id });
    if (!queued) return null;
    await requireUnderGradeLimit(tx, who.userId);
    await writeAudit(tx, {
      actorId: who.userId,
      action: "grade.request",
      subjectId: queued.id,
      detail: { attemptId: attempt.id, wasStopped: true },
    });
    return queued.id;
  });
  if (gradeId === null) return;
  try {
    await jobs.enqueue(gradingJob, gradeId);
  } catch (error) {
    onQueueError(error);
  }
}
