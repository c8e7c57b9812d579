import type { Viewer } from "../accounts/sessions";
import type { Db } from "../db/client";
import { getOwnMarks } from "../reviews/get-own-marks";
import type { OwnMarks } from "../reviews/get-own-marks";
import { getReview } from "../reviews/get-review";
import type { Review } from "../reviews/get-review";
import { getReport } from "./get-report";
import type { Report } from "./get-report";

/** One of the two, with all that its report is made of. */
export type ComparedSide = { report: Report; review: Review; own: OwnMarks };

export type Comparison = { before: ComparedSide; after: ComparedSide };

/**
 * Two attempts of a pair (see `getPair`) with their reports.
 * @throws AppError `not_found`, or `conflict` while one is open
 */
export async function getComparison(
  db: Db,
  who: { ids: { before: string; after: string }; viewer: Viewer },
): Promise<Comparison> {
  const read = async (attemptId: string): Promise<ComparedSide> => {
    const one = { attemptId, viewer: who.viewer };
    const [report, review, own] = await Promise.all([
      getReport(db, one),
      getReview(db, one),
      getOwnMarks(db, one),
    ]);
    return { report, review, own };
  };
  const [before, after] = await Promise.all([read(who.ids.before), read(who.ids.after)]);
  return { before, after };
}
