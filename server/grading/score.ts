import { SECTION_IDS } from "#domain/problems/scale";
import type { Level, SectionId } from "#domain/problems/scale";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { Grade } from "#domain/grading/grade.schema";
import type { Verdict } from "#domain/grading/verdicts";

/** A criterion as far as the score goes. */
export type ScoredCriterion = {
  id: string;
  section: SectionId;
  level: Level;
  /** Through the lens. */
  weight: number;
  verdict: Verdict;
};

export type Score = Pick<Grade, "total" | "uncappedTotal" | "caps" | "sections"> & {
  /** Reason by the id of each criterion that an exclusion left out. */
  excluded: Map<string, string>;
  /** Weight that was assessed and not excluded; 0 means that there is nothing to score. */
  assessedWeight: number;
  /** Ids of caps whose criteria are all missed, also of those that the points don't reach. */
  triggeredCaps: Set<string>;
};

export type ScoreRules = Pick<Rubric, "caps" | "exclusions">;

const SHARES: Record<Exclude<Verdict, "cannot_assess">, number> = {
  met: 1,
  partial: 0.5,
  not_met: 0,
};

/**
 * Adds up verdicts: weight × share (met 1, partial ½, not met 0) over the weight assessed, as points
 * of 100. `cannot_assess` and what an exclusion drops leave numerator and denominator; caps bound the
 * total, and only those that lower it are told. Turning a verdict up never lowers the total, and the
 * order of criteria doesn't matter.
 */
export function scoreVerdicts(criteria: readonly ScoredCriterion[], rules: ScoreRules): Score {
  // By id, so that sums of fractions don't depend on the order of the rubric.
  const ordered = [...criteria].sort((a, b) => (a.id < b.id ? -1 : 1));
  const excluded = applyExclusions(ordered, rules);
  const counted = ordered.filter(
    ({ id, verdict }) => verdict !== "cannot_assess" && !excluded.has(id),
  );
  const uncappedTotal = roundTo(toPercent(counted) ?? 0, 1);
  const triggered = findCaps(ordered, rules, excluded);
  const caps = triggered.filter(({ maxTotal }) => maxTotal < uncappedTotal);
  const total = Math.min(uncappedTotal, ...caps.map(({ maxTotal }) => maxTotal));
  const sections = SECTION_IDS.map((section) => {
    const own = counted.filter((criterion) => criterion.section === section);
    const percent = toPercent(own);
    return {
      section,
      points: roundTo(pointsOf(own), 3),
      possible: roundTo(weightOf(own), 3),
      percent: percent === null ? null : roundTo(percent, 1),
    };
  });
  return {
    total,
    uncappedTotal,
    caps,
    sections,
    excluded,
    assessedWeight: weightOf(counted),
    triggeredCaps: new Set(triggered.map(({ id }) => id)),
  };
}

/**
 * An exclusion says that another right way was taken, so it may only help: what is met stays,
 * `partial` is dropped only where the rest stands better than half. (Dropping a criterion raises a
 * ratio exactly when its own share is below it.)
 */
function applyExclusions(
  criteria: readonly ScoredCriterion[],
  rules: ScoreRules,
): Map<string, string> {
  const reasons = new Map<string, string>();
  for (const { whenMet, drop, reason } of rules.exclusions) {
    if (!criteria.some(({ id, verdict }) => id === whenMet && verdict === "met")) continue;
    for (const id of drop) if (!reasons.has(id)) reasons.set(id, reason);
  }
  for (const { id, verdict } of criteria) {
    if (verdict === "met" || verdict === "cannot_assess") reasons.delete(id);
  }
  const rest = criteria.filter(
    ({ id, verdict }) => verdict !== "cannot_assess" && !(reasons.has(id) && verdict === "not_met"),
  );
  if ((toPercent(rest) ?? 0) > 50) return reasons;
  for (const { id, verdict } of criteria) if (verdict === "partial") reasons.delete(id);
  return reasons;
}

/**
 * Caps of which every criterion is known to be not met. Half of a critical thing is no gap, nor is
 * one that an exclusion left out: another right way was taken there.
 */
function findCaps(
  criteria: readonly ScoredCriterion[],
  rules: ScoreRules,
  excluded: ReadonlyMap<string, string>,
): Grade["caps"] {
  const missed = new Set(
    criteria.filter((c) => c.verdict === "not_met" && !excluded.has(c.id)).map(({ id }) => id),
  );
  return rules.caps
    .filter(({ whenNoneMet }) => whenNoneMet.every((id) => missed.has(id)))
    .map(({ id, maxTotal, reason }) => ({ id, maxTotal, reason }));
}

/** Points that a verdict earns of a weight. */
export function earn(weight: number, verdict: Verdict): number {
  return verdict === "cannot_assess" ? 0 : weight * SHARES[verdict];
}

function pointsOf(criteria: readonly ScoredCriterion[]): number {
  return criteria.reduce((sum, { weight, verdict }) => sum + earn(weight, verdict), 0);
}

function weightOf(criteria: readonly ScoredCriterion[]): number {
  return criteria.reduce((sum, { weight }) => sum + weight, 0);
}

function toPercent(criteria: readonly ScoredCriterion[]): number | null {
  const possible = weightOf(criteria);
  return possible > 0 ? Math.min(100, (100 * pointsOf(criteria)) / possible) : null;
}

function roundTo(value: number, digits: number): number {
  const factor = 10 ** digits;
  return Math.round(value * factor) / factor;
}
