import { eq } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { ratingMarks, ratings } from "../db/tables/reviews";
import { AppError } from "../errors";
import { requireAttemptRubric } from "./agreement/attempt-rubric";
import { requireBlind } from "./agreement/blind";
import { requireOpenRating } from "./agreement/own-rating";
import { requireReviewable } from "./reviewable-attempt";
import type { ReviewerAt } from "./reviewable-attempt";

/**
 * Ends a rating: from here on its marks are fixed, counted, and the judge's may be seen.
 * @throws AppError `conflict` while a criterion has no mark, and as `saveRatingMark`
 */
export async function submitRating(db: Db, who: ReviewerAt): Promise<void> {
  await db.transaction(async (tx) => {
    const attempt = await requireReviewable(tx, who);
    await requireBlind(tx, attempt, who.reviewer);
    const ratingId = await requireOpenRating(tx, {
      attemptId: attempt.id,
      raterId: who.reviewer.id,
    });
    const [rubric, marks] = await Promise.all([
      requireAttemptRubric(tx, attempt),
      tx
        .select({ criterionId: ratingMarks.criterionId })
        .from(ratingMarks)
        .where(eq(ratingMarks.ratingId, ratingId)),
    ]);
    const marked = new Set(marks.map(({ criterionId }) => criterionId));
    const open = rubric.criteria.filter(({ id }) => !marked.has(id)).length;
    if (open > 0) {
      throw new AppError("conflict", {
        message: `rating ${ratingId} lacks ${open} marks`,
        userMessage: `${open} ${open === 1 ? "criterion has" : "criteria have"} no mark yet. Your other marks are kept.`,
      });
    }
    await tx.update(ratings).set({ finishedAt: new Date() }).where(eq(ratings.id, ratingId));
    await writeAudit(tx, {
      actorId: who.reviewer.id,
      action: "rating.finish",
      subjectId: attempt.id,
      detail: { ratingId },
    });
  });
}
