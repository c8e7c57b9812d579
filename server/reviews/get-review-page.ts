import type { Viewer } from "../accounts/sessions";
import type { Db } from "../db/client";
import { getReport } from "../grades/get-report";
import type { Report } from "../grades/get-report";
import { getReview } from "./get-review";
import { getReviewedDebrief } from "./get-reviewed-debrief";
import type { ReviewedDebrief } from "./get-reviewed-debrief";
import type { Review } from "./get-review";
import { listReviewers } from "./list-reviewers";
import { recordSight } from "./record-sight";
import { requireStranger } from "./reviewable-attempt";

export type ReviewPage = {
  isRating: false;
  report: Report;
  review: Review;
  /** Of the grade that is shown; null where it has none. */
  debrief: ReviewedDebrief | null;
  reviewers: { id: string; name: string }[];
};

/** The reviewer has a blind rating under way here: they finish it first, or give it up. */
export type UnderOwnRating = { isRating: true; attemptId: string };

/**
 * Everything a reviewer has before them: the work, the judge's grade, what people said. That they have
 * seen it is noted first; to who rates this attempt blindly nothing is shown.
 * @throws AppError `not_found`; `forbidden` on one's own attempt; `conflict` when it is still open
 */
export async function getReviewPage(
  db: Db,
  who: { attemptId: string; viewer: Viewer },
): Promise<ReviewPage | UnderOwnRating> {
  if (!(await recordSight(db, who))) return { isRating: true, attemptId: who.attemptId };
  const [report, review, reviewers] = await Promise.all([
    getReport(db, who),
    getReview(db, who),
    listReviewers(db),
  ]);
  requireStranger(report.attempt.userId, who.viewer);
  const debrief = await getReviewedDebrief(db, report.state.gradeId);
  return { isRating: false, report, review, debrief, reviewers };
}
