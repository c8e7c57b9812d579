import { and, eq } from "drizzle-orm";
import type { Viewer } from "../accounts/sessions";
import { requireSubmittedAttempt } from "../attempts/visible-attempt";
import type { DbOrTx } from "../db/client";
import { reviewSights } from "../db/tables/reviews";
import type { PersonVerdict } from "#domain/reviews/review.schema";
import { findSelfRating, listSelfMarks } from "./self/self-rating";

/** A candidate's finished marks of their own attempt. Points of 100, times in ISO 8601. */
export type FinishedMarks = {
  finishedAt: string;
  /** Made without a look at the grade. */
  isBlind: boolean;
  total: number;
  verdicts: Record<string, PersonVerdict>;
};

/** Where a candidate's own marking of an attempt stands. */
export type OwnMarks = {
  /** The candidate has seen the grade. */
  hasSeen: boolean;
  state: "none" | "refused" | "begun" | "finished";
  /** How many criteria have a mark, of one who has begun. */
  marked: number;
  finished: FinishedMarks | null;
};

/**
 * For the candidate and for reviewers, who learn of the marks once they are finished.
 * @throws AppError `not_found`; `conflict` while the attempt is open
 */
export async function getOwnMarks(
  db: DbOrTx,
  who: { attemptId: string; viewer: Viewer },
): Promise<OwnMarks> {
  const attempt = await requireSubmittedAttempt(db, who);
  const [rating, hasSeen] = await Promise.all([
    findSelfRating(db, attempt.id),
    hasSeenGrade(db, { attemptId: attempt.id, userId: attempt.userId }),
  ]);
  if (rating?.refusal) return { hasSeen, state: "refused", marked: 0, finished: null };
  if (!rating?.admittedAt) return { hasSeen, state: "none", marked: 0, finished: null };
  const verdicts = await listSelfMarks(db, attempt.id);
  const { finishedAt, isBlind, total } = rating;
  if (finishedAt === null || isBlind === null || total === null) {
    const isOwn = attempt.userId === who.viewer.id;
    return {
      hasSeen,
      state: isOwn ? "begun" : "none",
      finished: null,
      marked: isOwn ? Object.keys(verdicts).length : 0,
    };
  }
  return {
    hasSeen,
    state: "finished",
    marked: 0,
    finished: { finishedAt: finishedAt.toISOString(), isBlind, total, verdicts },
  };
}

/** Whether the candidate has seen the grade of their attempt. */
export async function hasSeenGrade(
  db: DbOrTx,
  who: { attemptId: string; userId: string },
): Promise<boolean> {
  const rows = await db
    .select({ personId: reviewSights.personId })
    .from(reviewSights)
    .where(and(eq(reviewSights.attemptId, who.attemptId), eq(reviewSights.personId, who.userId)));
  return rows.length > 0;
}
