import type { Review } from "#server/reviews/get-review";
import type { Hold } from "#domain/grading/holds";
import type { Result } from "#domain/grading/result";
import { toShownSections } from "#domain/grading/shown-points";
import type { Verdict } from "#domain/grading/verdicts";
import type { DebriefView } from "./debrief-view";
import type { HoldView } from "./words";
import type { CriterionView, GradedView, Outcome } from "./report-view";
import { viewStanding } from "./review-view";

type Points = Pick<
  Extract<Outcome, { kind: "grade" }>,
  "total" | "uncappedTotal" | "caps" | "bars"
> & { holds: HoldView[] };

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
  const holds = numberHolds(review.stands?.holds ?? [], graded.debrief);
  const hasPeople =
    review.verdicts.length > 0 ||
    review.stands?.isRaised === true ||
    given?.result.kind !== outcome.kind;
  if (given === null || review.stands === null || !hasPeople) {
    return { ...graded, head: toHead(outcome, holds) };
  }
  const judged = toJudged(outcome);
  if (given.result.kind !== "grade") {
    const isRange = given.result.kind === "estimate" && outcome.kind === "estimate";
    const head = isRange ? { ...outcome, ...given.result, judged } : toHead(outcome, holds);
    return { ...graded, head };
  }
  const { total, uncappedTotal } = review.stands;
  const sections = toShownSections(review.stands.sections, uncappedTotal);
  const { caps, bars } = given;
  return {
    ...graded,
    head: { kind: "grade", total, uncappedTotal, caps, bars, holds, judged },
    sections: graded.sections.map((section) => ({
      ...section,
      ideas: null,
      score: sections.find((score) => score.section === section.section) ?? null,
    })),
  };
}

/** The judge's, with no word of people's on it. */
export function toHead(outcome: Outcome, holds: HoldView[] = []): Head {
  return outcome.kind === "grade"
    ? { ...outcome, holds, judged: null }
    : { ...outcome, judged: null };
}

/** By the numbers that the points have in "Fix first". */
function numberHolds(holds: readonly Hold[], debrief: DebriefView): HoldView[] {
  const points = debrief?.kind === "made" ? debrief.points : [];
  return holds.map(({ id, headline }) => ({
    id,
    headline,
    number: points.find((point) => point.id === id)?.number ?? null,
  }));
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
