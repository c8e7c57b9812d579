import { prepareVerification } from "../../grading/verification";
import { verifyAnswer } from "../../grading/verify-answer";
import type { GradeInput } from "../../grading/grade-input";
import type { Judge, JudgeMaterial } from "../../grading/judge";
import type { Verification } from "../../grading/verification";

export type EvidenceCount = { claimed: number; found: number };

/**
 * The judge, and beside it a count of the evidence it names for "met" and "partial" on one answer,
 * checked as the grading checks it. Canaries don't count.
 */
export function countingEvidence(
  judge: Judge,
  { answers, problem, rubric }: GradeInput,
): { judge: Judge; count: EvidenceCount } {
  const count = { claimed: 0, found: 0 };
  const canaries = new Set(rubric.canaries.map(({ id }) => id));
  let verification: Verification | null = null;
  const prepare = ({ diagram }: JudgeMaterial): Verification => {
    verification ??= prepareVerification(answers, diagram, problem, rubric);
    return verification;
  };
  const watched: Judge = {
    ...judge,
    judge: async (request, signal) => {
      const reply = await judge.judge(request, signal);
      for (const answer of reply.answers) {
        const question = request.questions.find(({ id }) => id === answer.id);
        if (!question || canaries.has(answer.id)) continue;
        if (answer.verdict !== "met" && answer.verdict !== "partial") continue;
        count.claimed += answer.evidence.length;
        const { rejected } = verifyAnswer(answer, question, prepare(request.material));
        count.found += answer.evidence.length - rejected;
      }
      return reply;
    },
  };
  return { judge: watched, count };
}
