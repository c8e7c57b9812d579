import { settleVotes } from "./settle-votes";
import type { Asked } from "./ask-judge";
import type { CriterionGrade } from "#domain/grading/grade.schema";
import type { Criterion } from "#domain/rubrics/rubric.schema";

/** A criterion's grade before weights and exclusions; `isLost` when its evidence was not found. */
export type Decided = Omit<CriterionGrade, "weight" | "excluded"> & { isLost: boolean };

/** Settles the votes on one criterion; authored advice stands in where the judge gave none. */
export function decideByVotes(criterion: Criterion, asked: readonly Asked[]): Decided {
  const votes = asked.flatMap((one) => one.votes.get(criterion.id) ?? []);
  const settled = settleVotes(votes);
  const confidence = settled.verdict === "cannot_assess" ? 0 : settled.confidence;
  const advice = settled.verdict === "met" ? settled.advice : settled.advice || criterion.advice;
  const { id, section } = criterion;
  const decidedBy = votes.some(({ isComputed }) => isComputed) ? "verifier" : "judge";
  return { id, section, ...settled, confidence, advice, decidedBy };
}

/** Without a call nothing is met, and the reason is the gate's. */
export function decideByGate(criterion: Criterion, reason: string): Decided {
  return {
    id: criterion.id,
    section: criterion.section,
    verdict: "not_met",
    evidence: [],
    reasoning: reason,
    advice: criterion.advice,
    confidence: 1,
    needsPerson: false,
    decidedBy: "gate",
    notes: [],
    isLost: false,
  };
}
