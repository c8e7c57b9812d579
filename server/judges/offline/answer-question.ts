import type { JudgeAnswer, JudgeQuestion, JudgeRequest } from "../../grading/judge";

/** Answers one question from the rubric's signals. */
export function answerQuestion(question: JudgeQuestion, request: JudgeRequest): JudgeAnswer {
  const criterion = request.rubric.criteria.find(({ id }) => id === question.id);
  return {
    id: question.id,
    evidence: [],
    reasoning:
      "This can only be told by reading for meaning, which the offline estimate does not do.",
    verdict: "cannot_assess",
    advice: criterion?.advice ?? "",
  };
}
