import { JudgeError, type Judge, type JudgeReply, type JudgeRequest } from "../../grading/judge";
import { answerQuestion } from "./answer-question";

/**
 * The judge that needs no model: it looks for each criterion's authored signals in the candidate's
 * sentences and drawing. Deterministic, no network, no cost. Says `cannot_assess` for a criterion
 * without signals, and never more than it found.
 */
export function createOfflineJudge(): Judge {
  return {
    kind: "offline",
    requestedModel: "offline-signals-1",
    isEstimate: true,
    judge: (request, signal) => Promise.resolve().then(() => answerAll(request, signal)),
  };
}

function answerAll(request: JudgeRequest, signal: AbortSignal): JudgeReply {
  if (signal.aborted) {
    throw new JudgeError("aborted", "grading was stopped", { retryable: true });
  }
  const answers = request.questions.map((question) => answerQuestion(question, request));
  return {
    answers,
    returnedModel: "offline-signals-1",
    usage: null,
    // No model is called: this is known to be free, not unknown.
    costUsd: 0,
    rawReply: JSON.stringify({ answers }),
    repairs: 0,
  };
}
