import { and, desc, eq, isNull, ne } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { grades } from "../db/tables/grades";
import { overrides, reviews } from "../db/tables/reviews";
import { AppError } from "../errors";
import { createNotice } from "../notices/create-notice";
import { toSeen } from "#domain/reviews/review.schema";
import type { SignInput } from "#domain/reviews/review.schema";
import { requireReviewable } from "./reviewable-attempt";
import type { ReviewerAt } from "./reviewable-attempt";

/**
 * Signs a grade off, with the people's verdicts that the signer had seen. A grading that failed
 * doesn't count as newer.
 * @throws AppError `forbidden`, `not_found`; `conflict` when the grade is not the newest, a re-grade
 *   is under way, or the people's verdicts have changed meanwhile
 */
export async function signReview(db: Db, who: ReviewerAt, input: SignInput): Promise<void> {
  await db.transaction(async (tx) => {
    const attempt = await requireReviewable(tx, who);
    await requireNewest(tx, attempt.id, input.gradeId);
    const standing = await tx
      .select({ id: overrides.id })
      .from(overrides)
      .where(and(eq(overrides.attemptId, attempt.id), isNull(overrides.withdrawnAt)));
    if (toSeen(standing.map(({ id }) => id)) !== input.seen) {
      throw new AppError("conflict", {
        message: `attempt ${attempt.id}: overrides changed before the signature`,
        userMessage:
          "Another reviewer has since changed a verdict. See it below; nothing was signed off.",
      });
    }
    const signature = {
      signedGradeId: input.gradeId,
      signedBy: who.reviewer.id,
      signedAt: new Date(),
    };
    await tx
      .insert(reviews)
      .values({ attemptId: attempt.id, ...signature })
      .onConflictDoUpdate({ target: reviews.attemptId, set: signature });
    await createNotice(tx, { attemptId: attempt.id, kind: "signed", key: input.gradeId });
    await writeAudit(tx, {
      actorId: who.reviewer.id,
      action: "review.sign",
      subjectId: attempt.id,
      detail: { gradeId: input.gradeId },
    });
  });
}

async function requireNewest(tx: DbOrTx, attemptId: string, gradeId: string): Promise<void> {
  const [newest] = await tx
    .select({ id: grades.id, status: grades.status })
    .from(grades)
    .where(and(eq(grades.attemptId, attemptId), ne(grades.status, "needs_attention")))
    .orderBy(desc(grades.version))
    .limit(1);
  if (newest?.id === gradeId && newest.status === "graded") return;
  const isUnderWay = newest !== undefined && newest.status !== "graded";
  throw new AppError("conflict", {
    message: `grade ${gradeId} is not the newest of attempt ${attemptId}`,
    userMessage: isUnderWay
      ? "A new grading is in progress. Sign off when it is done."
      : "There is a newer grade than the one you were looking at. Review it before you sign off.",
  });
}
