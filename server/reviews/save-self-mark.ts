import { sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { selfMarks } from "../db/tables/reviews";
import { AppError } from "../errors";
import { requireAttemptRubric } from "./agreement/attempt-rubric";
import type { RatingMark } from "#domain/reviews/rating.schema";
import { findFault, NO_HALF } from "./possible-verdict";
import {
  findFirstOpen,
  listSelfMarks,
  orderCriteria,
  requireOpenSelfRating,
  requireOwnSubmitted,
} from "./self/self-rating";
import type { Candidate } from "./self/self-rating";

/**
 * Keeps one mark of one's own; the last one on a criterion counts. Only what was shown can be marked:
 * the marked ones and the next. Marks are kept in no log: until the end they are thoughts.
 * @throws AppError `bad_request` for a criterion that is unknown or not yet shown, or partial where the
 *   rubric has no anchor; `not_found`; `conflict` once the marks are finished
 */
export async function saveSelfMark(db: Db, who: Candidate, mark: RatingMark): Promise<void> {
  await db.transaction(async (tx) => {
    const attempt = await requireOwnSubmitted(tx, who, { lock: true });
    await requireOpenSelfRating(tx, attempt.id);
    const rubric = await requireAttemptRubric(tx, attempt);
    const ordered = orderCriteria(rubric);
    const open = findFirstOpen(ordered, await listSelfMarks(tx, attempt.id));
    const at = ordered.findIndex(({ id }) => id === mark.criterionId);
    const fault = at > open ? "unknown" : findFault(rubric, mark);
    if (fault !== null) {
      throw new AppError("bad_request", {
        message: `the self-marks of ${attempt.id} have no ${mark.verdict} of ${mark.criterionId}`,
        userMessage: fault === "no_half" ? NO_HALF : "That criterion is not open to you here.",
      });
    }
    await tx
      .insert(selfMarks)
      .values({ attemptId: attempt.id, ...mark })
      .onConflictDoUpdate({
        target: [selfMarks.attemptId, selfMarks.criterionId],
        set: { verdict: mark.verdict, markedAt: sql`now()` },
      });
  });
}
