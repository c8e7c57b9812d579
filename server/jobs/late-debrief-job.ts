import { defineJob } from "./define-job";

/**
 * Writes the debrief of a grade that is there: a row of `late_debriefs`. An error of the model ends it;
 * what a stopping worker leaves behind, the sweep puts back.
 */
export const lateDebriefJob = defineJob({
  name: "late-debrief",
  key: "gradeId",
  idPrefix: "late-debrief",
  attempts: 1,
});
