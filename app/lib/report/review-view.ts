import type { Appeal, GivenVerdict, Review, ReviewComment } from "#server/reviews/get-review";
import type { CriterionView, GradedView, SectionView } from "./report-view";
import { segmentText } from "./segments";

/** What people said of one criterion, for the report. */
export type CriterionReview = {
  given: Pick<GivenVerdict, "verdict" | "reason" | "by" | "at"> | null;
  comments: Pick<ReviewComment, "id" | "text" | "by" | "at">[];
  appeals: Pick<Appeal, "id" | "note" | "at" | "settled">[];
  /** Where the candidate can say that they said it; null where they can't. */
  appealTo: string | null;
};

/** What people said of the whole. */
export type ReviewSummary = {
  /** The total with people's verdicts; null when they gave none. Points of 100. */
  total: number | null;
  bars: NonNullable<Review["stands"]>["bars"];
  verdicts: number;
  signed: { by: string; at: string } | null;
  comments: CriterionReview["comments"];
};

/**
 * Puts what people said beside what the judge did.
 * @param isOwn the reader is the candidate, who may appeal
 */
export function withReview<View extends Pick<GradedView, "sections">>(
  graded: View,
  review: Review,
  who: { attemptId: string; isOwn: boolean },
): View {
  const add = (criterion: CriterionView): CriterionView => {
    const said = reviewOf(criterion, review, who);
    return said === null ? criterion : { ...criterion, review: said };
  };
  return {
    ...graded,
    sections: graded.sections.map((section) => ({
      ...section,
      besideText: section.besideText.map(add),
      below: section.below.map(add),
    })),
  };
}

function reviewOf(
  { id, verdict }: CriterionView,
  review: Review,
  who: { attemptId: string; isOwn: boolean },
): CriterionReview | null {
  const given = review.verdicts.find(({ criterionId }) => criterionId === id) ?? null;
  const appeals = review.appeals.filter(({ criterionId }) => criterionId === id);
  const comments = review.comments.filter(({ criterionId }) => criterionId === id);
  const hasAppealed = appeals.some(({ gradeId }) => gradeId === review.gradeId);
  const mayAppeal = who.isOwn && (given?.verdict ?? verdict) !== "met" && !hasAppealed;
  if (given === null && appeals.length === 0 && comments.length === 0 && !mayAppeal) return null;
  return {
    given: given && { verdict: given.verdict, reason: given.reason, by: given.by, at: given.at },
    comments: comments.map(({ id: key, text, by, at }) => ({ id: key, text, by, at })),
    appeals: appeals.map(({ id: key, note, at, settled }) => ({ id: key, note, at, settled })),
    appealTo: mayAppeal
      ? `/attempts/${who.attemptId}/appeal?${new URLSearchParams({ criterion: id })}`
      : null,
  };
}

/**
 * The marks of the text and the drawing with those of appeals among the judge's: what a candidate
 * points at lights up with its criterion.
 */
export function markAppeals(
  sections: readonly SectionView[],
  appeals: readonly Appeal[],
): SectionView[] {
  const criteria = sections.flatMap(({ besideText, below }) => [...besideText, ...below]);
  const add = (criterion: CriterionView): CriterionView => {
    const pointed = appeals.flatMap(({ criterionId, place }) =>
      criterionId === criterion.id && place.kind === "drawing" ? place.elementIds : [],
    );
    if (pointed.length === 0) return criterion;
    return { ...criterion, elementIds: [...new Set([...criterion.elementIds, ...pointed])] };
  };
  return sections.map((view) => {
    const judged = criteria.flatMap(({ id, quotes }) =>
      quotes
        .filter(({ section }) => section === view.section)
        .map(({ start, end }) => ({ start, end, criterionId: id })),
    );
    const pointed = appeals.flatMap(({ criterionId, place }) =>
      place.kind === "text" && place.section === view.section
        ? [{ start: place.start, end: place.end, criterionId }]
        : [],
    );
    return {
      ...view,
      besideText: view.besideText.map(add),
      below: view.below.map(add),
      segments:
        pointed.length === 0
          ? view.segments
          : segmentText(view.text, [...judged, ...pointed], view.asides),
    };
  });
}

/** Null while nobody has said anything of the whole. */
export function summariseReview(review: Review): ReviewSummary | null {
  const comments = review.comments.filter(({ criterionId }) => criterionId === null);
  const signed = review.signed?.isCurrent ? review.signed : null;
  const verdicts = review.verdicts.length;
  if (verdicts === 0 && signed === null && comments.length === 0) return null;
  return {
    total: verdicts > 0 && review.stands !== null ? review.stands.total : null,
    bars: review.stands?.bars ?? [],
    verdicts,
    signed: signed && { by: signed.by, at: signed.at },
    comments: comments.map(({ id, text, by, at }) => ({ id, text, by, at })),
  };
}
