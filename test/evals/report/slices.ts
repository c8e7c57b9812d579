import { bootstrapInterval } from "#server/statistics/bootstrap";
import {
  accuracy,
  addConfusions,
  awardBias,
  balancedAccuracy,
  collapse,
  countPairs,
  macroF1,
} from "#server/statistics/confusion";
import { cohenKappa } from "#server/statistics/kappa";
import { classOf } from "./observe";
import type { Measured } from "#domain/measured";
import type { Confusion } from "#server/statistics/confusion";
import type { Observation, ObservedAnswer } from "./observe";

/** The metrics of one part of the verdicts. */
export type Slice = {
  name: string;
  answers: number;
  /** Labelled verdicts that were assessed and counted. */
  verdicts: number;
  /** Labelled, but left open by the judge (`cannot_assess`). */
  open: number;
  /** Labelled, but excluded from the score by the rubric. */
  excluded: number;
  /** `verdicts` ÷ all labelled. */
  coverage: number | null;
  /** Criteria without a certain label. */
  unlabelled: number;
  accuracy: Measured;
  /** Met against anything less. */
  balancedAccuracy: Measured;
  /** Met, partial, not met. */
  balancedAccuracy3: Measured;
  macroF1: Measured;
  kappa: Measured;
  /** Points of 100. */
  awardBias: Measured;
  /** Label (row) by verdict (column): not met, partial, met. */
  confusion: Confusion;
};

const CLASSES = 3;

/**
 * Measures the verdicts of some answers, or those of them that `keep` lets through. Intervals come
 * from drawing whole answers again.
 */
export function measureSlice(
  name: string,
  answers: readonly ObservedAnswer[],
  seed: number,
  keep: (one: Observation) => boolean = () => true,
): Slice {
  const kept = answers.map(({ observations }) => observations.filter(keep));
  const all = kept.flat();
  const counted = all.filter(({ counts }) => counts);
  const tables = kept.map(tabulate);
  const over = (metric: (table: Confusion) => number | null): Measured => ({
    value: metric(addConfusions(tables, CLASSES)),
    interval: bootstrapInterval(tables, (drawn) => metric(addConfusions(drawn, CLASSES)), seed),
  });
  return {
    name,
    answers: answers.length,
    verdicts: counted.length,
    open: all.filter(({ verdict }) => verdict === "cannot_assess").length,
    excluded: all.filter(({ excluded, verdict }) => excluded && verdict !== "cannot_assess").length,
    coverage: all.length === 0 ? null : counted.length / all.length,
    unlabelled: answers.reduce((sum, { unlabelled }) => sum + unlabelled, 0),
    accuracy: over(accuracy),
    balancedAccuracy: over((table) => balancedAccuracy(collapse(table))),
    balancedAccuracy3: over(balancedAccuracy),
    macroF1: over(macroF1),
    kappa: over(cohenKappa),
    awardBias: over(awardBias),
    confusion: addConfusions(tables, CLASSES),
  };
}

function tabulate(observations: readonly Observation[]): Confusion {
  const counted = observations.filter(({ counts }) => counts);
  return countPairs(
    counted.map(({ label, verdict }) => [classOf(label), classOf(verdict)] as const),
    CLASSES,
  );
}
