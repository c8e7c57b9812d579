import { and, eq, isNotNull } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { reviews } from "../db/tables/reviews";
import { requireReviewable } from "./reviewable-attempt";
import type { ReviewerAt } from "./reviewable-attempt";
import { clearSignature } from "./standing-override";

/**
 * Takes a sign-off back; without one nothing happens.
 * @throws AppError `forbidden`, `not_found`
 */
export async function unsignReview(db: Db, who: ReviewerAt): Promise<void> {
  await db.transaction(async (tx) => {
    const attempt = await requireReviewable(tx, who);
    const [signed] = await tx
      .select({ gradeId: reviews.signedGradeId })
      .from(reviews)
      .where(and(eq(reviews.attemptId, attempt.id), isNotNull(reviews.signedGradeId)));
    if (!signed) return;
    await clearSignature(tx, attempt.id);
    await writeAudit(tx, {
      actorId: who.reviewer.id,
      action: "review.unsign",
      subjectId: attempt.id,
      detail: { gradeId: signed.gradeId },
    });
  });
}
