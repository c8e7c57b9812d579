import { sql } from "drizzle-orm";
import type { SQL, SQLWrapper } from "drizzle-orm";
import type { DbOrTx } from "../../db/client";
import { AppError } from "../../errors";
import { requireStranger } from "../reviewable-attempt";
import type { Viewer } from "../../accounts/sessions";

/**
 * Whether a person has seen the judge's marks on an attempt, as an SQL condition: opened its review or
 * report, overridden a verdict (withdrawn or not), signed it off, settled an appeal or commented.
 */
export function hasReviewed(attemptId: SQLWrapper | string, personId: string): SQL<boolean> {
  return sql<boolean>`(
    exists (select from review_sights where attempt_id = ${attemptId} and person_id = ${personId})
    or exists (select from overrides where attempt_id = ${attemptId} and reviewer_id = ${personId})
    or exists (select from reviews where attempt_id = ${attemptId} and signed_by = ${personId})
    or exists (select from appeals where attempt_id = ${attemptId} and settled_by = ${personId})
    or exists (select from review_comments where attempt_id = ${attemptId} and author_id = ${personId}))`;
}

/**
 * Refuses a rating that would not be blind, or of one's own attempt.
 * @throws AppError `forbidden` on one's own attempt; `conflict` for who has seen the judge's marks, and
 *   while there is no grade
 */
export async function requireBlind(
  db: DbOrTx,
  attempt: { id: string; userId: string },
  rater: Viewer,
): Promise<void> {
  requireStranger(attempt.userId, rater);
  const [row] = await db.execute<{ reviewed: boolean; graded: boolean }>(
    sql`select ${hasReviewed(attempt.id, rater.id)} as reviewed,
      exists (select from grades where attempt_id = ${attempt.id} and status = 'graded') as graded`,
  );
  if (row?.reviewed === true) {
    throw new AppError("conflict", {
      message: `${rater.id} has seen the grade of attempt ${attempt.id}`,
      userMessage:
        "You have opened the review or the report of this attempt and have seen the judge’s marks, so your rating wouldn’t be blind. Someone else can rate it.",
    });
  }
  if (row?.graded !== true) {
    throw new AppError("conflict", {
      message: `attempt ${attempt.id} has no grade`,
      userMessage: "This attempt has no grade yet, so there is nothing to compare a rating with.",
    });
  }
}
