import { desc, eq } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";
import { AppError } from "../errors";
import { createGrading } from "../grades/create-grading";
import { requireUnderGradeLimit } from "../grades/require-under-grade-limit";
import { gradingJob } from "../jobs/grading-job";
import type { JobQueue } from "../jobs/queue";
import { DEFAULT_LIMITS } from "../env";
import type { Rate } from "#domain/accounts/person-limits";
import { takeSlot } from "../grades/take-slot";
import { requireReviewable } from "./reviewable-attempt";
import type { ReviewerAt } from "./reviewable-attempt";

/**
 * Asks for another grading in thorough mode, under the rubric that the attempt has. It is a new
 * version: the grades before it and people's verdicts stay. If the queue is away the row still
 * stands, since the sweep enqueues what has no job.
 * @returns id of the new grade
 * @throws AppError `forbidden`, `not_found`; `conflict` while one is under way; `too_many`
 */
export async function requestRegrade(
  db: Db,
  jobs: JobQueue,
  who: ReviewerAt & { gradings?: Rate },
  onQueueError: (error: unknown) => void,
): Promise<string> {
  const gradeId = await db.transaction(async (tx) => {
    const attempt = await requireReviewable(tx, who);
    const [newest] = await tx
      .select({ version: grades.version, status: grades.status })
      .from(grades)
      .where(eq(grades.attemptId, attempt.id))
      .orderBy(desc(grades.version))
      .limit(1);
    if (newest && (newest.status === "queued" || newest.status === "running")) {
      throw new AppError("conflict", {
        message: `attempt ${attempt.id} is being graded`,
        userMessage: "A grading is already in progress.",
      });
    }
    await requireUnderGradeLimit(tx, who.reviewer.id);
    const gradeId = await createGrading(tx, {
      attemptId: attempt.id,
      version: (newest?.version ?? 0) + 1,
      rubricVersionId: attempt.rubricVersionId,
      mode: "thorough",
      requestedBy: who.reviewer.id,
      slotAt: await takeSlot(tx, who.reviewer.id, who.gradings ?? DEFAULT_LIMITS.gradings),
    });
    await writeAudit(tx, {
      actorId: who.reviewer.id,
      action: "grade.request",
      subjectId: gradeId,
      detail: { attemptId: attempt.id, mode: "thorough" },
    });
    return gradeId;
  });
  try {
    await jobs.enqueue(gradingJob, gradeId);
  } catch (error) {
    onQueueError(error);
  }
  return gradeId;
}
