import { runVerifier } from "./verifiers/run-verifier";
import { SECTION_IDS } from "../problems/scale";
import { overwriteRuns } from "../text/clean";
import { splitSentences } from "../text/sentences";
import { isCopied } from "./copied";
import { settleVotes } from "./settle-votes";
import type { Answers } from "../attempts/answer.schema";
import type { Asked } from "./ask-judge";
import type { CriterionGrade } from "./grade.schema";
import type { GradeInput } from "./grade-input";
import type { JudgeMaterial } from "./judge";
import type { Verification } from "./verify-answer";
import type { Criterion } from "../rubrics/rubric.schema";

/** A criterion's grade before weights and exclusions; `isLost` when its evidence was not found. */
export type Decided = Omit<CriterionGrade, "weight" | "excluded"> & { isLost: boolean };

/** Decides by code what needs no judge. Reads the answers as written: offsets point into those. */
export function decideByVerifier(
  criterion: Criterion,
  input: GradeInput,
  material: JudgeMaterial,
  verification: Verification,
): Decided | null {
  if (!criterion.verifier) return null;
  const { verdict, evidence, reasoning } = runVerifier(criterion.verifier, {
    answers: overwriteForeign(input.answers, verification),
    diagram: material.diagram,
    section: criterion.section,
  });
  const decided = { verdict, evidence, reasoning, notes: [], decidedBy: "verifier" as const };
  const confidence = verdict === "cannot_assess" ? 0 : 1;
  const advice = verdict === "met" ? "" : criterion.advice;
  const { id, section } = criterion;
  return { id, section, ...decided, advice, confidence, needsPerson: false, isLost: false };
}

/** The answers, with what isn't the candidate's own work blanked: offsets stay what they were. */
function overwriteForeign(answers: Answers, { sections }: Verification): Answers {
  const overwritten = { ...answers };
  for (const section of SECTION_IDS) {
    const text = overwriteRuns(answers[section]);
    const { words, directed } = sections[section];
    const copied = splitSentences(text).filter((sentence) => isCopied(words, sentence));
    let own = text;
    for (const { start, end } of [...copied, ...directed()]) {
      own = own.slice(0, start) + " ".repeat(end - start) + own.slice(end);
    }
    overwritten[section] = own;
  }
  return overwritten;
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
