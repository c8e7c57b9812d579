import { matchQuestion } from "./match-question";
import type { Clarification } from "#domain/problems/problem.schema";
import type { QuestionStatus } from "#domain/attempts/question.schema";

export const UNSETTLED_ANSWER =
  "That is not something the brief settles. Decide what you would assume, and say so in your answer.";

/** What becomes of a question: its status, what it rests on, and the words of the answer. */
export type Answering = {
  status: Exclude<QuestionStatus, "pending">;
  clarificationIds: string[];
  answer: string | null;
};

/** The interviewer without a model: answers in the words of the problem's list, or in none. */
export function answerByList(
  question: string,
  list: readonly Clarification[],
  meant?: string,
): Answering {
  const chosen = list.find(({ id }) => id === meant);
  const match = chosen
    ? { kind: "answered" as const, clarification: chosen }
    : matchQuestion(question, list);
  switch (match.kind) {
    case "answered":
      return {
        status: "answered",
        clarificationIds: [match.clarification.id],
        answer: match.clarification.answer,
      };
    case "unsure":
      return {
        status: "unsure",
        clarificationIds: match.offered.map(({ id }) => id),
        answer: null,
      };
    case "unsettled":
      return { status: "unsettled", clarificationIds: [], answer: UNSETTLED_ANSWER };
  }
}
