import { defineJob } from "./define-job";

/**
 * Measures the judge on planted answers: a row of `judge_checks`. Tried again after what may pass, such
 * as a limit of the provider; each try goes on where the last one ended.
 */
export const judgeCheckJob = defineJob({
  name: "judge-check",
  key: "judgeCheckId",
  idPrefix: "judge-check",
  attempts: 6,
  backoff: { type: "exponential", delay: 2_000, jitter: 0.5 },
});
