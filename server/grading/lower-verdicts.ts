import { toStorableText } from "#domain/text/storable.schema";
import { MIN_CONFIDENCE } from "./settle-votes";
import type { Debrief, DebriefPoint } from "#domain/grading/debrief.schema";
import type { Verdict } from "#domain/grading/verdicts";
import type { Criterion } from "#domain/rubrics/rubric.schema";
import type { Contested, Heard } from "./ask-judge";
import type { Decided } from "./judge-criteria";
import type { Vote } from "./verify-answer";

/** Of the places for what is asked again (`MAX_DOUBTS`), what points that sink take at most. */
export const MAX_CONTESTED = 3;

/** What may be lowered, worst first. */
const RISING = ["not_met", "partial", "met"] as const;
type Rank = (typeof RISING)[number];

/** What the sceptic left of the points that sink the design. */
export function listSinking(debrief: Debrief | undefined): DebriefPoint[] {
  if (debrief?.status !== "made" || debrief.isLater) return [];
  return debrief.points.filter(({ danger, sceptic }) => danger === "sinks" && sceptic === "stands");
}

/**
 * Criteria that are read again because a point bears on them: those not yet at the bottom, the heaviest
 * first.
 * @param soFar the verdict of each by now, by id
 */
export function chooseContested(
  points: readonly DebriefPoint[],
  criteria: readonly Criterion[],
  soFar: ReadonlyMap<string, Verdict>,
  weigh: (criterion: Criterion) => number,
): Contested[] {
  // One of each point, so that a call about two criteria shows it once.
  const observed = points.map(({ id, headline, consequence, places, criterionIds }) => ({
    id,
    observation: { headline, follows: consequence, places, criteria: criterionIds },
  }));
  const contested = criteria.flatMap((criterion): Contested[] => {
    const bearing = observed.filter(({ observation }) =>
      observation.criteria.includes(criterion.id),
    );
    const verdict = soFar.get(criterion.id);
    const lower = verdict && nextLower(verdict, criterion);
    if (bearing.length === 0 || !verdict || !lower) return [];
    const observations = bearing.map(({ observation }) => observation);
    const pointIds = bearing.map(({ id }) => id);
    return [{ criterion, pointIds, observations, readings: [verdict, lower] }];
  });
  return contested.sort((a, b) => weigh(b.criterion) - weigh(a.criterion)).slice(0, MAX_CONTESTED);
}

function nextLower(verdict: Verdict, { partial }: Criterion): Verdict | null {
  if (verdict === "met") return partial === undefined ? "not_met" : "partial";
  return verdict === "partial" ? "not_met" : null;
}

/**
 * What two more readings make of a verdict: the median of the three, which is never above it. A reading
 * that can't decide, or whose evidence isn't there, counts as the verdict. Of two models that differ the
 * first one's verdict is kept, and a person is needed.
 */
export function lowerVerdict(
  decided: Decided,
  heard: Heard,
  { advice }: Pick<Criterion, "advice">,
): Decided {
  const had = rankOf(decided.verdict);
  if (had === null || had === 0) return decided;
  const { pointIds, observed, between } = heard;
  const seen = Math.min(had, rankVote(observed) ?? had);
  const note = `Read again with ${pointIds.length === 1 ? "a point" : "points"} of the debrief in view: ${observed.verdict}`;
  if (between === null) {
    if (seen === had) return decided;
    const notes = [...decided.notes, `${note}, by ${observed.by}.`];
    return { ...decided, needsPerson: true, notes };
  }
  const blind = Math.min(had, rankVote(between) ?? had);
  const rank = Math.max(seen, blind);
  if (rank === had) return decided;
  const verdict = RISING[rank] ?? decided.verdict;
  const kept = blind === rank ? between : observed;
  const confidence = seen === blind ? 0.67 : 0.5;
  return {
    ...decided,
    verdict,
    evidence: kept.evidence,
    reasoning: kept.reasoning,
    advice: toStorableText(kept.advice) || advice,
    confidence,
    needsPerson: decided.needsPerson || confidence < MIN_CONFIDENCE,
    notes: [
      ...decided.notes,
      `${note}; without it: ${between.verdict}. It was ${decided.verdict}.`,
    ],
    lowered: { pointIds, without: withoutPoints(decided) },
  };
}

/**
 * Keeps beside each verdict that the points changed what it is without them, also where it only follows
 * from one of those.
 * @param free the same criteria in the same order, decided without any point
 */
export function keepWithout(heard: readonly Decided[], free: readonly Decided[]): Decided[] {
  const all = [...new Set(heard.flatMap(({ lowered }) => lowered?.pointIds ?? []))];
  return heard.map(({ lowered, ...one }, index) => {
    const other = free[index];
    if (!other || other.verdict === one.verdict) return one;
    // It only followed, and by itself nobody could tell: points take nothing out of the score.
    if (one.verdict === "cannot_assess") return other;
    const pointIds = lowered?.pointIds ?? all;
    return { ...one, lowered: { pointIds, without: withoutPoints(other) } };
  });
}

/**
 * Takes back what would have an exclusion leave a criterion out of the score: points lower what an answer
 * has shown, they don't say that another right way was taken.
 * @param free as for `keepWithout`
 * @param listExcluded ids that the rubric's exclusions leave out of verdicts
 */
export function keepInScore(
  heard: readonly Decided[],
  free: readonly Decided[],
  listExcluded: (decided: readonly Decided[]) => { has: (id: string) => boolean },
): Decided[] {
  const before = listExcluded(free);
  let kept = [...heard];
  for (;;) {
    const now = listExcluded(kept);
    const isGone = ({ id, lowered }: Decided): boolean =>
      lowered !== undefined && now.has(id) && !before.has(id);
    if (!kept.some(isGone)) return kept;
    kept = kept.map((one, index) => (isGone(one) ? (free[index] ?? one) : one));
  }
}

function withoutPoints(decided: Decided): NonNullable<Decided["lowered"]>["without"] {
  const { verdict, evidence, reasoning, advice, confidence, needsPerson } = decided;
  return { verdict, evidence, reasoning, advice, confidence, needsPerson };
}

function rankOf(verdict: Verdict): number | null {
  const rank = RISING.indexOf(verdict as Rank);
  return rank === -1 ? null : rank;
}

/** Null of a reading that decides nothing. */
function rankVote({ verdict, isLost }: Vote): number | null {
  return isLost ? null : rankOf(verdict);
}
