import type { FinishedMarks, OwnMarks } from "#server/reviews/get-own-marks";
import type { Grade } from "#domain/grading/grade.schema";
import type { Verdict } from "#domain/grading/verdicts";
import type { CriterionView, GradedView } from "./report-view";

/** How far a candidate's own marks are those of whoever read the answer. */
export type SelfKnowledge = {
  /** Share of the compared weight that is marked alike, 0–1. */
  alike: number;
  /**
   * Own marks less the others', by weight, −1 to 1: above 0 the candidate rates themselves higher.
   * Half of a criterion counts as half.
   */
  lean: number;
  /** Criteria that were compared. */
  compared: number;
};

/** A candidate's own marks, as the report speaks of them. Points of 100, times in ISO 8601. */
export type OwnMarksSummary = Pick<FinishedMarks, "finishedAt" | "isBlind" | "total"> & {
  /** Somebody who reads has marked the answer: a model, or a reviewer by signing it. */
  isRead: boolean;
  /** Null where it can't be told: marks that aren't blind, or nobody who reads has marked enough. */
  known: SelfKnowledge | null;
  /** Ids of criteria that were marked otherwise, the heaviest first. */
  differing: string[];
};

/** Where a candidate marks themselves, and whether they are at it. */
export type MarkingLink = { to: string; hasBegun: boolean };

/** On fewer criteria a share would be chance. */
const MIN_COMPARED = 5;
const MOST_NAMED = 6;
const WORTH: Record<Verdict, number> = { met: 1, partial: 0.5, not_met: 0, cannot_assess: 0 };

/**
 * Whether the candidate may still mark themselves: neither finished nor refused, and the grade, where
 * there is one, doesn't say that there is nothing to mark.
 */
export function mayMark({ state }: OwnMarks, grade: Pick<Grade, "flags"> | null): boolean {
  if (state === "finished" || state === "refused") return false;
  return !grade?.flags.some(({ kind }) => kind === "gated" || kind === "made_of_terms");
}

export function sayMarking({ hasBegun }: MarkingLink): string {
  return hasBegun ? "Continue marking it yourself" : "Mark it yourself";
}

/** Puts the candidate's own marks beside the judge's and the reviewers'. */
export function withOwnMarks<View extends Pick<GradedView, "sections">>(
  graded: View,
  { verdicts }: FinishedMarks,
): View {
  const add = (criterion: CriterionView): CriterionView => {
    const own = verdicts[criterion.id];
    return own === undefined ? criterion : { ...criterion, own };
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

/**
 * Compares own marks with those of whoever read the answer: a reviewer's where there is one, else the
 * judge's. An estimate reads nothing, so it is no yardstick unless a reviewer has signed it.
 * @param graded with own marks and reviewers' verdicts in it
 */
export function summarizeOwnMarks(
  graded: GradedView,
  { finishedAt, isBlind, total }: FinishedMarks,
  { isSigned }: { isSigned: boolean },
): OwnMarksSummary {
  const isRead = isSigned || graded.grade.outcome.kind === "grade";
  const pairs = graded.sections
    .flatMap(({ besideText, below }) => [...besideText, ...below])
    .flatMap((criterion) => toPair(criterion, isRead));
  const differing = pairs.filter(({ own, other }) => own !== other);
  return {
    finishedAt,
    isBlind,
    total,
    isRead,
    known: isBlind ? measure(pairs) : null,
    differing: [...differing]
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MOST_NAMED)
      .map(({ id }) => id),
  };
}

type Pair = { id: string; weight: number; own: Verdict; other: Verdict };

function toPair(criterion: CriterionView, isRead: boolean): Pair[] {
  const { id, own, weight, excluded, review } = criterion;
  const other = review?.given?.verdict ?? (isRead ? criterion.verdict : "cannot_assess");
  if (own === undefined || other === "cannot_assess" || excluded !== null) return [];
  return [{ id, weight, own, other }];
}

function measure(pairs: readonly Pair[]): SelfKnowledge | null {
  const weight = pairs.reduce((sum, pair) => sum + pair.weight, 0);
  if (pairs.length < MIN_COMPARED || weight <= 0) return null;
  const share = (of: (pair: Pair) => number): number =>
    pairs.reduce((sum, pair) => sum + pair.weight * of(pair), 0) / weight;
  return {
    alike: share(({ own, other }) => (own === other ? 1 : 0)),
    lean: share(({ own, other }) => WORTH[own] - WORTH[other]),
    compared: pairs.length,
  };
}

/** Bounds of our own: where a reader should do something else. */
const ALIKE = { well: 0.85, fairly: 0.65 };
/** A lean under this is none. */
const MIN_LEAN = 0.05;

/** What the share means, in a sentence. */
export function sayAlike({ alike }: SelfKnowledge): string {
  if (alike >= ALIKE.well) return "You knew well what your answer shows.";
  if (alike >= ALIKE.fairly) return "You knew most of what your answer shows.";
  return "Your marks and the grade often differ.";
}

/** Whether one rates oneself too high or too low, in a sentence. */
export function sayLean({ alike, lean }: SelfKnowledge): string {
  if (lean > MIN_LEAN) return "You rate yourself too high.";
  if (lean < -MIN_LEAN) return "You rate yourself too low.";
  if (alike < ALIKE.well) return "What you rate too high and too low evens out.";
  return "You rate yourself about right.";
}
