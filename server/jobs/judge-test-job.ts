import { defineJob } from "./define-job";

/** Asks the judge an admin's small question: a row of `judge_tests`. One try, whose failure is the answer. */
export const judgeTestJob = defineJob({
  name: "judge-test",
  key: "judgeTestId",
  idPrefix: "judge-test",
  attempts: 1,
  lifo: true,
});
