import type { Appeal, GivenVerdict, Review, ReviewComment } from "#server/reviews/get-review";
import type { CriterionView, ExchangeView, GradedView, SectionView } from "./report-view";
import { withHolds } from "#domain/grading/holds";
import { toStandingResult } from "#domain/grading/result";
import type { Result } from "#domain/grading/result";
import { replySpans, textSpans } from "./section-view";
import { segmentText } from "./segments";

/** What people said of one criterion, for the report. */
export type CriterionReview = {
  /** `by` is null where the reader may not know who it was. */
  given: (Pick<GivenVerdict, "verdict" | "reason" | "at"> & { by: string | null }) | null;
  comments: Pick<ReviewComment, "id" | "text" | "by" | "at">[];
  appeals: Pick<Appeal, "id" | "note" | "at" | "ownVerdict" | "settled">[];
  /** Where the candidate can say that they said it; null where they can't. */
  appealTo: string | null;
};

/** What people said of the whole. */
export type ReviewSummary = {
  /** With people's verdicts; null when they gave none. */
  stands: Standing | null;
  verdicts: number;
  signed: { by: string; at: string } | null;
  comments: CriterionReview["comments"];
};

/** What the newest grade comes to with people's verdicts in it. */
export type Standing = Pick<NonNullable<Review["stands"]>, "bars" | "caps" | "holds"> & {
  result: Result;
};

/**
 * A person's verdicts on an estimate leave it one, without bars and caps, until a person signs the
 * whole. Null while there is no grade.
 */
export function viewStanding(review: Review): Standing | null {
  const { stands, signed, gradeId, grades } = review;
  if (stands === null) return null;
  const { total, bars, caps, holds } = stands;
  const judged = grades.find(({ id }) => id === gradeId)?.result ?? { kind: "grade", total };
  const isSigned = signed?.isCurrent === true;
  const result = withHolds(toStandingResult(judged, { total, isSigned }), { bars, holds });
  if (result.kind !== "grade") return { result, bars: [], caps: [], holds: [] };
  return { result, bars, caps, holds };
}

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
    appeals: appeals.map(({ id: key, note, at, ownVerdict, settled }) => ({
      id: key,
      note,
      at,
      ownVerdict,
      settled,
    })),
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
  const pointedAt = (isHere: (place: Appeal["place"]) => boolean) =>
    appeals.flatMap(({ criterionId, place }) =>
      place.kind !== "drawing" && isHere(place)
        ? [{ start: place.start, end: place.end, criterionId }]
        : [],
    );
  const markReply = (exchange: ExchangeView): ExchangeView => {
    const { turn, reply, segments } = exchange;
    const pointed = pointedAt((place) => place.kind === "reply" && place.turn === turn);
    const judged = replySpans(turn, { criteria, debrief: null });
    return {
      ...exchange,
      segments: pointed.length === 0 ? segments : segmentText(reply, [...judged, ...pointed]),
    };
  };
  return sections.map((view) => {
    const judged = textSpans(view.section, { criteria, debrief: null });
    const pointed = pointedAt((place) => place.kind === "text" && place.section === view.section);
    return {
      ...view,
      exchanges: view.exchanges.map(markReply),
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
export function summarizeReview(review: Review): ReviewSummary | null {
  const comments = review.comments.filter(({ criterionId }) => criterionId === null);
  const signed = review.signed?.isCurrent ? review.signed : null;
  const verdicts = review.verdicts.length;
  if (verdicts === 0 && signed === null && comments.length === 0) return null;
  return {
    stands:
      verdicts > 0 || review.stands?.isRaised === true || isSignedEstimate(review)
        ? viewStanding(review)
        : null,
    verdicts,
    signed: signed && { by: signed.by, at: signed.at },
    comments: comments.map(({ id, text, by, at }) => ({ id, text, by, at })),
  };
}

/** A signature makes a grade of an estimate, also where it changes no verdict. */
function isSignedEstimate({ signed, gradeId, grades }: Review): boolean {
  const judged = grades.find(({ id }) => id === gradeId)?.result;
  return signed?.isCurrent === true && judged !== undefined && judged?.kind !== "grade";
}
