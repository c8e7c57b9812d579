import { toGradedProblem } from "#server/grading/grade-input";
import { gateAnswer } from "#server/grading/text-work";
import type { ThreadGate } from "#server/threads/answer-gate";

/** Looks at an answer in the test's own process. */
export const gateAnswerHere: ThreadGate = (work) =>
  Promise.resolve().then(() => gateAnswer({ ...work, problem: toGradedProblem(work.problem) }));
