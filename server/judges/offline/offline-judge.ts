import { JudgeError, type Judge, type JudgeReply, type JudgeRequest } from "../../grading/judge";
import { readPieces } from "../../text/pieces";
import { answerQuestion } from "./answer-question";
import { listCovered } from "./read-lists";

/**
 * Names the rules that decide. Grades of different names are not the same grade: raise it with every
 * change that can move a verdict or what it quotes, since the rubric's hash knows neither of the code
 * nor of the lists.
 */
const MODEL = "offline-signals-13";

/**
 * The judge that needs no model: it looks for what its lists say of each criterion in the candidate's
 * sentences and drawing. Deterministic, no network, no cost. Says `cannot_assess` for a criterion
 * without lists, and never more than it found.
 */
export function createOfflineJudge(): Judge {
  return {
    kind: "offline",
    label: "The offline judge",
    requestedModel: MODEL,
    isEstimate: true,
    isDeterministic: true,
    isLocal: true,
    covers: listCovered,
    judge: (request, signal) => Promise.resolve().then(() => answerAll(request, signal)),
  };
}

/**
 * Reads a first sentence, so that the language model is loaded before the first grading asks for it.
 * Doing it again costs nothing. What a rubric's phrases take (half a second) is spent at its first use.
 */
export function warmUpOfflineJudge(): void {
  readPieces("The first sentence is read before anybody asks.");
}

function answerAll(request: JudgeRequest, signal: AbortSignal): JudgeReply {
  if (signal.aborted) {
    throw new JudgeError("aborted", "grading was stopped", { retryable: true });
  }
  const answers = request.questions.map((question) => answerQuestion(question, request));
  return {
    answers,
    returnedModel: MODEL,
    usage: null,
    // No model is called: this is known to be free, not unknown.
    costUsd: 0,
    rawReply: JSON.stringify({ answers }),
    repairs: 0,
  };
}
