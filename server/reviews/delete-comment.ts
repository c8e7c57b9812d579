import { and, eq, isNull } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { reviewComments } from "../db/tables/reviews";
import { AppError } from "../errors";
import { requireReviewable } from "./reviewable-attempt";
import type { ReviewerAt } from "./reviewable-attempt";

/**
 * Takes one's own comment away from the page; the row is kept.
 * @throws AppError `forbidden`; `not_found`, also for another person's comment
 */
export async function deleteComment(
  db: Db,
  who: ReviewerAt,
  { commentId }: { commentId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const attempt = await requireReviewable(tx, who);
    const [gone] = await tx
      .update(reviewComments)
      .set({ deletedAt: new Date() })
      .where(
        and(
          eq(reviewComments.id, commentId),
          eq(reviewComments.attemptId, attempt.id),
          eq(reviewComments.authorId, who.reviewer.id),
          isNull(reviewComments.deletedAt),
        ),
      )
      .returning({ id: reviewComments.id });
    if (!gone) {
      throw new AppError("not_found", {
        message: `no comment ${commentId} by ${who.reviewer.id}`,
        userMessage: "There is no such comment of yours.",
      });
    }
    await writeAudit(tx, {
      actorId: who.reviewer.id,
      action: "review.comment_delete",
      subjectId: attempt.id,
      detail: { commentId },
    });
  });
}
