import type { Db } from "../db/client";
import { AppError } from "../errors";
import type { KeepPointInput } from "#domain/reviews/point-edit.schema";
import { settleChallenge } from "./point-challenges";
import { requirePoint } from "./point-edits";
import { requireReviewable } from "./reviewable-attempt";
import type { ReviewerAt } from "./reviewable-attempt";

/**
 * Declines the challenge of a point: it stays, and the candidate reads why. To grant it, strike the point.
 * @throws AppError `forbidden`, `not_found`; `conflict` without an open challenge
 */
export async function keepPoint(
  db: Db,
  who: ReviewerAt,
  { words, ...point }: KeepPointInput,
): Promise<void> {
  await db.transaction(async (tx) => {
    const attempt = await requireReviewable(tx, who);
    await requirePoint(tx, attempt.id, point);
    const by = { attemptId: attempt.id, reviewerId: who.reviewer.id };
    if (await settleChallenge(tx, by, point, { outcome: "declined", words })) return;
    throw new AppError("conflict", {
      message: `no open challenge of ${point.pointId} of grade ${point.gradeId}`,
      userMessage: "This point has no open challenge. Another reviewer may have settled it.",
    });
  });
}
