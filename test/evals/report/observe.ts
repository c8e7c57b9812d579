import { EVAL_LENS } from "../grading/eval-case";
import { scoreBy } from "#server/grading/score-by";
import { LABELS } from "../gold/label-planted";
import type { Band } from "#domain/problems/calibration.schema";
import type { Verdict } from "#domain/grading/verdicts";
import type { SectionId } from "#domain/problems/scale";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { GradedResult, QuotedEvidence } from "../grading/result.schema";
import type { Label } from "../gold/label-planted";

/** What is known of one criterion of an answer. */
type Truth = {
  criterionId: string;
  section: SectionId;
  /** Where it stands in the answer: a State, or `labelled` for answers labelled by people. */
  state: string;
  /** null: no verdict is certainly right. More than one: either is defensible. */
  labels: Label[] | null;
};

/** An answer with its truth, and where it belongs in the tables. */
export type LabelledAnswer = {
  id: string;
  problem: string;
  split: string;
  band: Band;
  rubric: Rubric;
  truths: Truth[];
};

/** One labelled criterion against the judge's verdict. */
export type Observation = {
  problem: string;
  split: string;
  band: Band;
  criterionId: string;
  state: string;
  /** Where several are defensible, the one given if it is among them, else the first. */
  label: Label;
  verdict: Verdict;
  decidedBy: "judge" | "verifier" | "gate";
  /** Neither left open by the judge nor excluded from the score. */
  counts: boolean;
  excluded: boolean;
  /** What the judge rested on. */
  evidence: QuotedEvidence[];
};

/** All verdicts on one answer, and its totals. */
export type ObservedAnswer = {
  answer: LabelledAnswer;
  observations: Observation[];
  unlabelled: number;
  /** Points of 100, by the labels and by the verdicts, over the labelled criteria. */
  expectedTotal: number;
  comparedTotal: number;
  /** 0 to 3, by the label and as given. */
  bars: { expected: number; compared: number };
  /** As the product would show it, over all criteria. */
  shownTotal: number;
  /** Percent of each section, by the labels and by the verdicts; where both have one. */
  sections: { section: SectionId; expected: number; given: number }[];
};

/** Lays a graded result beside the truth. */
export function observe(answer: LabelledAnswer, result: GradedResult): ObservedAnswer {
  const { problem, split, band, rubric } = answer;
  const graded = new Map(result.criteria.map((criterion) => [criterion.id, criterion]));
  const expected = new Map<string, Verdict>();
  const compared = new Map<string, Verdict>();
  const observations: Observation[] = [];
  for (const { criterionId, state, labels } of answer.truths) {
    const given = graded.get(criterionId);
    if (!given) throw new Error(`${answer.id}: no verdict on "${criterionId}"`);
    const { verdict, decidedBy, excluded, evidence } = given;
    const label = labels?.find((one) => one === verdict) ?? labels?.[0];
    if (label === undefined) continue;
    expected.set(criterionId, label);
    compared.set(criterionId, verdict);
    const counts = verdict !== "cannot_assess" && !excluded;
    const place = { problem, split, band, criterionId, state };
    observations.push({ ...place, label, verdict, decidedBy, excluded, counts, evidence });
  }
  const due = scoreBy(rubric, expected, EVAL_LENS);
  const given = scoreBy(rubric, compared, EVAL_LENS);
  return {
    answer,
    observations,
    unlabelled: answer.truths.length - observations.length,
    expectedTotal: due.total,
    comparedTotal: given.total,
    bars: { expected: due.barsReached, compared: given.barsReached },
    shownTotal: result.total,
    sections: due.sections.flatMap(({ section, percent }, i) => {
      const other = given.sections[i]?.percent ?? null;
      return percent === null || other === null
        ? []
        : [{ section, expected: percent, given: other }];
    }),
  };
}

/** Place of a label or verdict among the classes of a confusion table. */
export function classOf(label: Label | Verdict): number {
  const place = LABELS.findIndex((one) => one === label);
  if (place === -1) throw new RangeError(`"${label}" is no class`);
  return place;
}
