import { eq } from "drizzle-orm";
import { requireOwnAttempt } from "../../attempts/own-attempt";
import type { TimedAttempt } from "../../attempts/own-attempt";
import type { DbOrTx } from "../../db/client";
import { selfMarks, selfRatings } from "../../db/tables/reviews";
import { AppError } from "../../errors";
import { SECTION_IDS } from "#domain/problems/scale";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";
import type { PersonVerdict } from "#domain/reviews/review.schema";

export type SelfRating = typeof selfRatings.$inferSelect;
export type SelfMarks = Record<string, PersonVerdict>;

/** Who marks themselves where. Only the candidate does, whatever else they are. */
export type Candidate = { attemptId: string; userId: string };

/**
 * One's own attempt, once it is handed in.
 * @throws AppError `not_found`; `conflict` while it is open
 */
export async function requireOwnSubmitted(
  tx: DbOrTx,
  who: Candidate,
  options: { lock: boolean },
): Promise<TimedAttempt> {
  const attempt = await requireOwnAttempt(tx, who, options);
  if (attempt.status === "submitted") return attempt;
  throw new AppError("conflict", {
    message: `attempt ${attempt.id} is still open`,
    userMessage: "This attempt has not been handed in yet.",
  });
}

export async function findSelfRating(db: DbOrTx, attemptId: string): Promise<SelfRating | null> {
  const [rating] = await db.select().from(selfRatings).where(eq(selfRatings.attemptId, attemptId));
  return rating ?? null;
}

/**
 * Own marks that may still be changed. The caller holds the attempt's lock, so that no mark comes
 * after the end.
 * @throws AppError `not_found` before the answer was let through, `conflict` once they are finished
 */
export async function requireOpenSelfRating(tx: DbOrTx, attemptId: string): Promise<void> {
  const rating = await findSelfRating(tx, attemptId);
  if (!rating?.admittedAt) {
    throw new AppError("not_found", {
      message: `marking of ${attemptId} has not begun`,
      userMessage: "You haven't started marking this attempt.",
    });
  }
  if (rating.finishedAt === null) return;
  throw new AppError("conflict", {
    message: `the self-marks of ${attemptId} are finished`,
    userMessage: "Your marks are finished and fixed. Reload the page to see them.",
  });
}

export async function listSelfMarks(db: DbOrTx, attemptId: string): Promise<SelfMarks> {
  const rows = await db
    .select({ criterionId: selfMarks.criterionId, verdict: selfMarks.verdict })
    .from(selfMarks)
    .where(eq(selfMarks.attemptId, attemptId));
  // A check of the table keeps out what is no person's verdict.
  return Object.fromEntries(rows.map((row) => [row.criterionId, row.verdict as PersonVerdict]));
}

/** The criteria in the order in which they are marked: section by section. */
export function orderCriteria({ criteria }: Rubric): Criterion[] {
  return SECTION_IDS.flatMap((section) => criteria.filter((one) => one.section === section));
}

/**
 * How far one may look: every marked criterion up to the first that isn't, and that one. The index
 * of the last where all are marked.
 */
export function findFirstOpen(ordered: readonly Criterion[], marks: SelfMarks): number {
  const open = ordered.findIndex(({ id }) => marks[id] === undefined);
  return open === -1 ? ordered.length - 1 : open;
}
