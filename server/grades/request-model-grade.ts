import { eq } from "drizzle-orm";
import type { Viewer } from "../accounts/sessions";
import { requireSubmittedAttempt } from "../attempts/visible-attempt";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { AppError } from "../errors";
import { gradingJob } from "../jobs/grading-job";
import type { JobQueue } from "../jobs/queue";
import { DEFAULT_LIMITS } from "../env";
import type { Rate } from "#domain/accounts/person-limits";
import { takeSlot } from "./take-slot";
import { createGrading } from "./create-grading";
import { hasModelGrade, isUnderWay, listGradings } from "./list-gradings";
import { requireUnderGradeLimit } from "./require-under-grade-limit";

/**
 * Asks for a grade by the model that judges here now, of an attempt that has an estimate or nothing: a
 * new version, under the rubric that the attempt has. The estimate stays. One that is under way is left
 * alone. Whoever sees the report may ask, and it counts on their limits. If the queue is away the row
 * still stands, since the sweep enqueues what has no job.
 * @param who.hasModel false: there is none any more, and an estimate would only be made again
 * @throws AppError `not_found`; `conflict` without a model, or when one has graded it; `too_many`
 */
export async function requestModelGrade(
  db: Db,
  jobs: JobQueue,
  who: { attemptId: string; viewer: Viewer; hasModel: boolean; gradings?: Rate },
  onQueueError: (error: unknown) => void,
): Promise<void> {
  const { viewer } = who;
  const gradeId = await db.transaction(async (tx) => {
    const attempt = await requireSubmittedAttempt(tx, who);
    if (!who.hasModel) throw hasNoModel(attempt.id);
    // Two presses wait for each other here, and the second finds the first one's grading.
    await tx
      .select({ id: attempts.id })
      .from(attempts)
      .where(eq(attempts.id, attempt.id))
      .for("no key update");
    const gradings = await listGradings(tx, attempt.id);
    const [newest] = gradings;
    if (newest && isUnderWay(newest)) return null;
    if (hasModelGrade(gradings)) throw hasGrade(attempt.id);
    await requireUnderGradeLimit(tx, viewer.id);
    const gradeId = await createGrading(tx, {
      attemptId: attempt.id,
      version: (newest?.version ?? 0) + 1,
      rubricVersionId: attempt.rubricVersionId,
      mode: newest?.mode ?? "standard",
      requestedBy: viewer.id,
      slotAt: await takeSlot(tx, viewer.id, who.gradings ?? DEFAULT_LIMITS.gradings),
    });
    await writeAudit(tx, {
      actorId: viewer.id,
      action: "grade.request",
      subjectId: gradeId,
      detail: { attemptId: attempt.id, wasEstimate: newest?.isEstimate ?? false },
    });
    return gradeId;
  });
  if (gradeId === null) return;
  try {
    await jobs.enqueue(gradingJob, gradeId);
  } catch (error) {
    onQueueError(error);
  }
}

function hasNoModel(attemptId: string): AppError {
  return new AppError("conflict", {
    message: `a model's grade of attempt ${attemptId} was asked for, and there is no model`,
    userMessage: "No model is connected anymore, so this would be an estimate again.",
  });
}

function hasGrade(attemptId: string): AppError {
  return new AppError("conflict", {
    message: `attempt ${attemptId} is graded by a model`,
    userMessage: "A model has already graded this attempt.",
  });
}
