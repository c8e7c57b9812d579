import type { Review } from "#server/reviews/get-review";
import type { Result } from "#domain/grading/result";
import { toShownSections } from "#domain/grading/shown-points";
import type { Verdict } from "#domain/grading/verdicts";
import type { CriterionView, GradedView, Outcome } from "./report-view";
import { viewStanding } from "./review-view";

type Points = Pick<
  Extract<Outcome, { kind: "grade" }>,
  "total" | "uncappedTotal" | "caps" | "bars"
>;

/** What the answer comes to, people's verdicts included. `judged`: the judge's, where it is another's. */
export type Head = (({ kind: "grade" } & Points) | Exclude<Outcome, { kind: "grade" }>) & {
  judged: Result | null;
};

export type StandingView = GradedView & { head: Head };

/**
 * Puts what people made of a grade in its place: it is the score of the report, of its sections too.
 * With no verdict of theirs and no signature the judge's stands.
 */
export function withStanding(graded: GradedView, review: Review): StandingView {
  const { outcome } = graded.grade;
  const given = viewStanding(review);
  const hasPeople = review.verdicts.length > 0 || given?.result.kind !== outcome.kind;
  if (given === null || review.stands === null || !hasPeople) {
    return { ...graded, head: { ...outcome, judged: null } };
  }
  const judged = toJudged(outcome);
  if (given.result.kind !== "grade") {
    const range = given.result.kind === "estimate" && outcome.kind === "estimate";
    const head = range ? { ...outcome, ...given.result, judged } : { ...outcome, judged: null };
    return { ...graded, head };
  }
  const { total, uncappedTotal } = review.stands;
  const sections = toShownSections(review.stands.sections, uncappedTotal);
  const { caps, bars } = given;
  return {
    ...graded,
    head: { kind: "grade", total, uncappedTotal, caps, bars, judged },
    sections: graded.sections.map((section) => ({
      ...section,
      ideas: null,
      score: sections.find((score) => score.section === section.section) ?? null,
    })),
  };
}

function toJudged(outcome: Outcome): Result {
  switch (outcome.kind) {
    case "grade":
      return { kind: "grade", total: outcome.total };
    case "estimate":
      return { kind: "estimate", low: outcome.low, high: outcome.high };
    case "unreadable":
      return outcome;
  }
}

/** The verdict that stands: a reviewer's where there is one, else the judge's. */
export function verdictOf({ verdict, review }: Pick<CriterionView, "verdict" | "review">): Verdict {
  return review?.given?.verdict ?? verdict;
}
