import { and, eq, isNull } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { ratings, reviewSights } from "../db/tables/reviews";
import { requireReviewable } from "./reviewable-attempt";
import type { ReviewerAt } from "./reviewable-attempt";

/**
 * Gives an unfinished blind rating up, marks and all, because its rater wants to see the judge's: from
 * here on they can't rate the attempt. A finished one stays.
 * @throws AppError `forbidden`, `not_found`, `conflict` as `startRating`
 */
export async function deleteRating(db: Db, who: ReviewerAt): Promise<void> {
  await db.transaction(async (tx) => {
    const attempt = await requireReviewable(tx, who);
    const personId = who.reviewer.id;
    await tx.insert(reviewSights).values({ attemptId: attempt.id, personId }).onConflictDoNothing();
    const [given] = await tx
      .delete(ratings)
      .where(
        and(
          eq(ratings.attemptId, attempt.id),
          eq(ratings.raterId, personId),
          isNull(ratings.finishedAt),
        ),
      )
      .returning({ id: ratings.id });
    if (!given) return;
    await writeAudit(tx, {
      actorId: personId,
      action: "rating.give_up",
      subjectId: attempt.id,
      detail: { ratingId: given.id },
    });
  });
}
