import type { Clarification } from "#domain/problems/problem.schema";
import type { Told } from "#domain/attempts/question.schema";

/** An answered question, as far as grading reads it: not in the candidate's words. */
export type AnsweredQuestion = {
  /** Of the problem's list; what the answer rests on. */
  clarificationIds: string[];
  /** What the candidate read: the list's words, or a model's retelling of them. */
  answer: string;
};

/**
 * What a judge is told of a candidate's questions: the list's own questions and answers, each once,
 * in the order in which they were first asked for. Neither the candidate's words nor a model's are
 * among them.
 */
export function listTold(
  answered: readonly AnsweredQuestion[],
  list: readonly Clarification[],
): Told[] {
  const ids = new Set(answered.flatMap(({ clarificationIds }) => clarificationIds));
  return [...ids].flatMap((id) => {
    const found = list.find((clarification) => clarification.id === id);
    return found ? [{ question: found.question, answer: found.answer }] : [];
  });
}
