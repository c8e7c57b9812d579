import { settleVotes } from "./settle-votes";
import type { Asked } from "./ask-judge";
import type { CriterionGrade } from "#domain/grading/grade.schema";
import type { Criterion } from "#domain/rubrics/rubric.schema";
import type { Vote } from "./verify-answer";

/** A criterion's grade before weights and exclusions; `isLost` when its evidence was not found. */
export type Decided = Omit<CriterionGrade, "weight" | "excluded"> & {
  isLost: boolean;
  /** Nobody decided it, because the model gave no usable reply. */
  isUnanswered?: boolean;
};

/** In place of a reason. */
const NO_REPLY = "The model gave no usable reply about this, so it has no verdict.";
const NO_SECOND_REPLY = "Asked again: the model gave no usable reply.";

/**
 * Settles the votes on one criterion; authored advice stands in where the judge gave none. What the
 * model gave no usable reply about has no verdict, and is for a person.
 */
export function decideByVotes(criterion: Criterion, asked: readonly Asked[]): Decided {
  const votes = asked.flatMap((one) => one.votes.get(criterion.id) ?? []);
  const hasOpen = asked.some(({ unanswered }) => unanswered.has(criterion.id));
  if (hasOpen && votes.length === 0) return leaveOpen(criterion);
  const decided = settle(criterion, votes);
  if (!hasOpen) return decided;
  const notes = [...decided.notes, NO_SECOND_REPLY];
  // It was to settle what rests on nothing so far.
  const isUnanswered =
    decided.verdict === "cannot_assess" && decided.evidence.length === 0 && !decided.isLost;
  return isUnanswered
    ? { ...decided, notes, needsPerson: true, isUnanswered }
    : { ...decided, notes };
}

/** No advice: nobody says that it is missing. */
function leaveOpen({ id, section }: Criterion): Decided {
  return {
    id,
    section,
    verdict: "cannot_assess",
    evidence: [],
    reasoning: NO_REPLY,
    advice: "",
    confidence: 0,
    needsPerson: true,
    decidedBy: "judge",
    notes: [],
    isLost: false,
    isUnanswered: true,
  };
}

function settle(criterion: Criterion, votes: readonly Vote[]): Decided {
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
