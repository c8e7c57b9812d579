import { JudgeError } from "../grading/judge";
import { MODEL_DESCRIPTION } from "./model-adapter";
import type { Judge } from "../grading/judge";
import type { Interviewer } from "./interviewer";

const REASON =
  "the key of the connected model can't be read here: paste it again, or give this process the SETTINGS_KEY that it was encrypted with";

/**
 * Takes the place of a connected model whose key can't be read. It answers nothing: an estimate in its place
 * would be taken for a grade.
 */
export function createLockedJudge(model: string): Judge {
  return {
    ...MODEL_DESCRIPTION,
    kind: "locked",
    requestedModel: model,
    judge: () => Promise.reject(locked()),
  };
}

export function createLockedInterviewer(model: string): Interviewer {
  return {
    requestedModel: model,
    answer: () => Promise.reject(locked()),
    probe: () => Promise.reject(locked()),
  };
}

function locked(): JudgeError {
  return new JudgeError("misconfigured", REASON, { retryable: false });
}
