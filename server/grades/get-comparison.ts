import { setImmediate } from "node:timers/promises";
import type { Viewer } from "../accounts/sessions";
import type { Db } from "../db/client";
import { getOwnMarks } from "../reviews/get-own-marks";
import type { OwnMarks } from "../reviews/get-own-marks";
import { getReview } from "../reviews/get-review";
import type { Review } from "../reviews/get-review";
import { diffTexts } from "../text/word-diff";
import type { TextDiff } from "../text/word-diff";
import type { Answers } from "#domain/attempts/answer.schema";
import { SECTION_IDS } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import { getReport } from "./get-report";
import type { Report } from "./get-report";

/** One of the two, with all that its report is made of. */
export type ComparedSide = { report: Report; review: Review; own: OwnMarks };

export type Comparison = {
  before: ComparedSide;
  after: ComparedSide;
  texts: Record<SectionId, TextDiff>;
};

/**
 * Two attempts of a pair (see `getPair`) with their reports and what differs in their texts.
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
  const texts = await diffAnswers(before.report.answers, after.report.answers);
  return { before, after, texts };
}

/** The longest texts take some 30 ms a section: others are answered in between. */
async function diffAnswers(before: Answers, after: Answers): Promise<Comparison["texts"]> {
  const diffs: Partial<Comparison["texts"]> = {};
  for (const section of SECTION_IDS) {
    await setImmediate();
    diffs[section] = diffTexts(before[section], after[section]);
  }
  return diffs as Comparison["texts"];
}
