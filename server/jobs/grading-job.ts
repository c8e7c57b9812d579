import { defineJob } from "./define-job";

/**
 * Grades one attempt: a row of `grades`. Its tries are for errors that aren't the model's (the
 * database away, a defect); errors of the model are counted and spaced by the handler, which knows
 * what the provider asked for.
 */
export const gradingJob = defineJob({
  name: "grade-attempt",
  key: "gradeId",
  idPrefix: "grade",
  attempts: 5,
  backoff: { type: "exponential", delay: 1_000, jitter: 0.5 },
});
