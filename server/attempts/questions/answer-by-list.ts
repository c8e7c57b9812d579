import { asksForJudgement } from "./declined";
import { matchQuestion } from "./match-question";
import type { AskedProblem } from "./asked-problem";
import type { Match } from "./match-question";
import type { QuestionStatus } from "#domain/attempts/question.schema";

export const UNSETTLED_ANSWER = "I don't have that. Make an assumption and state it.";
/** Where topics that share a word with the question are named beside it. */
export const TOPICS_ANSWER = "I'm not sure I have that.";
export const DECLINED_ANSWER =
  "That's for you to decide. I can tell you about the product, its figures and its limits.";

/** What becomes of a question: its status, what it rests on, and the words of the answer. */
export type Answering = {
  status: Exclude<QuestionStatus, "pending">;
  clarificationIds: string[];
  answer: string | null;
};

/** The interviewer without a model: answers in the words of the problem's list, or in none. */
export function answerByList(question: string, problem: AskedProblem, meant?: string): Answering {
  const chosen = problem.clarifications.find(({ id }) => id === meant);
  return toAnswering(
    chosen ? { kind: "answered", clarification: chosen } : matchQuestion(question, problem),
  );
}

/** May a model still say more? Not where the list surely answers, nor where nobody will. */
export function isForModel(question: string, byList: Answering): boolean {
  return byList.status !== "answered" && !asksForJudgement(question);
}

function toAnswering(match: Match): Answering {
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
      return {
        status: "unsettled",
        clarificationIds: match.topics.map(({ id }) => id),
        answer: match.topics.length > 0 ? TOPICS_ANSWER : UNSETTLED_ANSWER,
      };
    case "declined":
      return { status: "unsettled", clarificationIds: [], answer: DECLINED_ANSWER };
  }
}
