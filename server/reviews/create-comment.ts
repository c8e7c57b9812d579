import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { reviewComments } from "../db/tables/reviews";
import type { CommentInput } from "#domain/reviews/review.schema";
import { requireReviewable } from "./reviewable-attempt";
import type { ReviewerAt } from "./reviewable-attempt";

/**
 * Says something to the candidate, about the whole or about a criterion.
 * @returns id of the comment
 * @throws AppError `forbidden`, `not_found`, `conflict`
 */
export async function createComment(
  db: Db,
  who: ReviewerAt,
  { criterionId, text }: CommentInput,
): Promise<string> {
  return db.transaction(async (tx) => {
    const attempt = await requireReviewable(tx, who);
    const [comment] = await tx
      .insert(reviewComments)
      .values({ attemptId: attempt.id, criterionId, text, authorId: who.reviewer.id })
      .returning({ id: reviewComments.id });
    if (!comment) throw new Error("the comment was not inserted");
    await writeAudit(tx, {
      actorId: who.reviewer.id,
      action: "review.comment",
      subjectId: attempt.id,
      detail: { commentId: comment.id, criterionId },
    });
    return comment.id;
  });
}
