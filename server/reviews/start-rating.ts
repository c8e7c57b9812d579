import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { ratings } from "../db/tables/reviews";
import { requireBlind } from "./agreement/blind";
import { requireReviewable } from "./reviewable-attempt";
import type { ReviewerAt } from "./reviewable-attempt";

/**
 * Begins a blind rating; one that is begun already is left as it is.
 * @throws AppError `not_found`; `forbidden` for who is no reviewer and on one's own attempt;
 *   `conflict` for who has seen the judge's marks on the attempt, and while it has no grade
 */
export async function startRating(db: Db, who: ReviewerAt): Promise<void> {
  await db.transaction(async (tx) => {
    const attempt = await requireReviewable(tx, who);
    await requireBlind(tx, attempt, who.reviewer);
    const [begun] = await tx
      .insert(ratings)
      .values({ attemptId: attempt.id, raterId: who.reviewer.id })
      .onConflictDoNothing()
      .returning({ id: ratings.id });
    if (!begun) return;
    await writeAudit(tx, {
      actorId: who.reviewer.id,
      action: "rating.start",
      subjectId: attempt.id,
      detail: { ratingId: begun.id },
    });
  });
}
