import type { Db } from "../db/client";
import { ratingMarks } from "../db/tables/reviews";
import { AppError } from "../errors";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { requireAttemptRubric } from "./agreement/attempt-rubric";
import { requireBlind } from "./agreement/blind";
import { requireOpenRating } from "./agreement/own-rating";
import type { RatingMark } from "#domain/reviews/rating.schema";
import { findFault, NO_HALF } from "./possible-verdict";
import { requireReviewable } from "./reviewable-attempt";
import type { ReviewerAt } from "./reviewable-attempt";

/**
 * Keeps one mark of an open rating; the last one on a criterion counts. Marks are kept in no log:
 * until the end they are thoughts.
 * @throws AppError `bad_request` for an unknown criterion, or partial where the rubric has no anchor;
 *   `forbidden`, `not_found`, `conflict` as `startRating`, and once the rating is finished
 */
export async function saveRatingMark(db: Db, who: ReviewerAt, mark: RatingMark): Promise<void> {
  await db.transaction(async (tx) => {
    const attempt = await requireReviewable(tx, who);
    await requireBlind(tx, attempt, who.reviewer);
    const ratingId = await requireOpenRating(tx, {
      attemptId: attempt.id,
      raterId: who.reviewer.id,
    });
    requirePossible(await requireAttemptRubric(tx, attempt), mark);
    await tx
      .insert(ratingMarks)
      .values({ ratingId, ...mark })
      .onConflictDoUpdate({
        target: [ratingMarks.ratingId, ratingMarks.criterionId],
        set: { verdict: mark.verdict },
      });
  });
}

function requirePossible(rubric: Rubric, mark: RatingMark): void {
  const fault = findFault(rubric, mark);
  if (fault === null) return;
  throw new AppError("bad_request", {
    message: `the rubric has no ${mark.verdict} of ${mark.criterionId}`,
    userMessage: fault === "no_half" ? NO_HALF : "This attempt doesn’t include that criterion.",
  });
}
