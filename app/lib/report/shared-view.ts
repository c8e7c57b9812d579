import type { DrawnPart } from "#domain/diagram/name-parts";
import { withHolds } from "#domain/grading/holds";
import type { SharedReport } from "#server/grades/get-shared-report";
import type { CriterionReview, ReviewSummary } from "./review-view";
import { summarizeReview, withReview } from "./review-view";
import { viewGrade, withoutMarks } from "./report-view";
import type { CriterionView, GradeView } from "./report-view";
import { sayResult } from "./result-words";
import { withStanding } from "./standing-view";
import type { Head, StandingView } from "./standing-view";

/** What a report shows of its grade to whoever holds a link: not who judged, how and for how much. */
export type SharedView = {
  graded: Pick<StandingView, "sections" | "drawing" | "head" | "debrief"> & {
    grade: Pick<GradeView, "outcome" | "flags" | "misconceptions">;
  };
  review: ReviewSummary | null;
  /** The total in words, for previews; null unless its owner wants it there. */
  score: string | null;
};

type ToLinks = Parameters<typeof viewGrade>[2];
type QuoteOf = Parameters<typeof viewGrade>[3];

/**
 * The report of `shared` without what is between the candidate and the reviewers: verdicts of people
 * stay, since they are the score; names, reasons, comments and appeals don't. Own marks aren't in it.
 */
export function viewShared(
  shared: SharedReport,
  drawing: DrawnPart[],
  toLinks: ToLinks,
  quoteOf: QuoteOf,
): SharedView {
  const { report, review, attemptId } = shared;
  const viewed = viewGrade({ ...report, drawing }, shared.grade, toLinks, quoteOf);
  const shown = viewed.grade.outcome.kind === "unreadable" ? withoutMarks(viewed) : viewed;
  const reviewed = withStanding(withReview(shown, review, { attemptId, isOwn: false }), review);
  const { outcome, flags, misconceptions } = reviewed.grade;
  const summary = summarizeReview(review);
  return {
    graded: {
      grade: { outcome, flags, misconceptions },
      head: reviewed.head,
      debrief: reviewed.debrief,
      drawing: reviewed.drawing,
      sections: reviewed.sections.map((section) => ({
        ...section,
        besideText: section.besideText.map(withoutWords),
        below: section.below.map(withoutWords),
      })),
    },
    review: summary && withoutNames(summary),
    score: shared.showsScore ? sayHead(reviewed.head) : null,
  };
}

function sayHead(head: Head): string {
  return sayResult(head.kind === "grade" ? withHolds({ ...head, kind: "grade" }, head) : head);
}

function withoutWords({ review, ...criterion }: CriterionView): CriterionView {
  const given = review?.given ?? null;
  if (given === null) return criterion;
  const bare: CriterionReview = {
    given: { verdict: given.verdict, at: given.at, by: null, reason: "" },
    comments: [],
    appeals: [],
    appealTo: null,
  };
  return { ...criterion, review: bare };
}

/** Null where only comments are left, which aren't shown. */
function withoutNames({ stands, verdicts, signed }: ReviewSummary): ReviewSummary | null {
  if (stands === null && signed === null) return null;
  const by = "a reviewer";
  return { stands, verdicts, signed: signed && { by, at: signed.at }, comments: [] };
}
