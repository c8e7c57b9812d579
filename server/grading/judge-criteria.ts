import { runVerifier } from "./verifiers/run-verifier";
import { settleVotes } from "./settle-votes";
import type { Answers } from "../attempts/answer.schema";
import type { Diagram } from "../diagram/diagram.schema";
import type { Asked } from "./ask-judge";
import type { CriterionGrade } from "./grade.schema";
import type { Criterion } from "../rubrics/rubric.schema";

/** A criterion's grade before weights and exclusions; `isLost` when its evidence was not found. */
export type Decided = Omit<CriterionGrade, "weight" | "excluded"> & { isLost: boolean };

/**
 * Decides by code what needs no judge.
 * @param own the answers as written, with what isn't the candidate's own work blanked
 */
export function decideByVerifier(
  criterion: Criterion,
  own: Answers,
  diagram: Diagram,
): Decided | null {
  if (!criterion.verifier) return null;
  const { id, section } = criterion;
  const read = { answers: own, diagram, section };
  const { verdict, evidence, reasoning } = runVerifier(criterion.verifier, read);
  const decided = { verdict, evidence, reasoning, notes: [], decidedBy: "verifier" as const };
  const confidence = verdict === "cannot_assess" ? 0 : 1;
  const advice = verdict === "met" ? "" : criterion.advice;
  return { id, section, ...decided, advice, confidence, needsPerson: false, isLost: false };
}

/** Settles the votes on one criterion; authored advice stands in where the judge gave none. */
export function decideByVotes(criterion: Criterion, asked: readonly Asked[]): Decided {
  const votes = asked.flatMap((one) => one.votes.get(criterion.id) ?? []);
  const settled = settleVotes(votes);
  const confidence = settled.verdict === "cannot_assess" ? 0 : settled.confidence;
  const advice = settled.verdict === "met" ? settled.advice : settled.advice || criterion.advice;
  const { id, section } = criterion;
  return { id, section, ...settled, confidence, advice, decidedBy: "judge" };
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
