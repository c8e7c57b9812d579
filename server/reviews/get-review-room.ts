import type { Viewer } from "../accounts/sessions";
import type { Db } from "../db/client";
import { getReport } from "../grades/get-report";
import type { Report } from "../grades/get-report";
import { getReview } from "./get-review";
import type { Review } from "./get-review";
import { listReviewers } from "./list-reviewers";
import { requireStranger } from "./reviewable-attempt";

export type ReviewRoom = {
  report: Report;
  review: Review;
  reviewers: { id: string; name: string }[];
};

/**
 * Everything a reviewer has before them: the work, the judge's grade, what people said.
 * @throws AppError `not_found`; `forbidden` on one's own attempt; `conflict` when it is still open
 */
export async function getReviewRoom(
  db: Db,
  who: { attemptId: string; viewer: Viewer },
): Promise<ReviewRoom> {
  const [report, review, reviewers] = await Promise.all([
    getReport(db, who),
    getReview(db, who),
    listReviewers(db),
  ]);
  requireStranger(report.attempt.userId, who.viewer);
  return { report, review, reviewers };
}
