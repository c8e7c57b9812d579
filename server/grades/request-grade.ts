import { and, desc, eq, sql } from "drizzle-orm";
import { requireOwnAttempt } from "../attempts/own-attempt";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";
import { AppError } from "../errors";
import { DAY_USED_UP } from "#domain/grading/day-used-up";
import { LEFT_OPEN } from "#domain/grading/left-open";
import { STOPPED } from "#domain/grading/stopped";
import { gradingJob } from "../jobs/grading-job";
import type { JobQueue } from "../jobs/queue";
import { DEFAULT_LIMITS } from "../env";
import type { Rate } from "#domain/accounts/person-limits";
import { deleteKeptReplies } from "./delete-kept-replies";
import { takeSlot } from "./take-slot";
import { requireUnderGradeLimit } from "./require-under-grade-limit";
import { COUNTS_ON_RETRY } from "./reset-counts";

/**
 * Asks for a grading that was left to be asked for or needs attention; any other is left alone. If
 * the queue is away the row still stands, since the sweep enqueues what has no job.
 * @throws AppError `not_found`; `conflict` when the attempt was not handed in; `too_many`
 */
export async function requestGrade(
  db: Db,
  jobs: JobQueue,
  who: { attemptId: string; userId: string; gradings?: Rate },
  onQueueError: (error: unknown) => void,
): Promise<void> {
  const gradeId = await db.transaction(async (tx) => {
    const attempt = await requireOwnAttempt(tx, who, { lock: true });
    const [newest] = await tx
      .select({ id: grades.id, status: grades.status, errorKind: grades.errorKind })
      .from(grades)
      .where(eq(grades.attemptId, attempt.id))
      .orderBy(desc(grades.version))
      .limit(1);
    if (!newest) {
      throw new AppError("conflict", {
        message: `attempt ${attempt.id} has no grading`,
        userMessage: "This attempt has not been handed in yet.",
      });
    }
    // What its candidate stopped goes on with what was kept (go-on-grading.ts).
    if (newest.status !== "needs_attention" || newest.errorKind === STOPPED) return null;
    await requireUnderGradeLimit(tx, who.userId);
    await tx
      .update(grades)
      .set({
        status: "queued" as const,
        queuedAt: sql`now()`,
        ...COUNTS_ON_RETRY,
        // Not a try that failed.
        ...(newest.errorKind === DAY_USED_UP && { errorKind: null, errorMessage: null }),
        requestedBy: who.userId,
        slotAt: await takeSlot(tx, who.userId, who.gradings ?? DEFAULT_LIMITS.gradings),
      })
      .where(and(eq(grades.id, newest.id), eq(grades.status, "needs_attention")));
    // Asked for again, it is asked afresh, but for one of which only a part is open.
    if (newest.errorKind !== LEFT_OPEN) await deleteKeptReplies(tx, newest.id);
    await writeAudit(tx, {
      actorId: who.userId,
      action: "grade.request",
      subjectId: newest.id,
      detail: { attemptId: attempt.id },
    });
    return newest.id;
  });
  if (gradeId === null) return;
  try {
    await jobs.enqueue(gradingJob, gradeId);
  } catch (error) {
    onQueueError(error);
  }
}
