import { defineJob } from "./define-job";

/** Has a model answer a candidate's question: a row of `attempt_questions`. One try; then the list answers. */
export const questionJob = defineJob({
  name: "question",
  key: "questionId",
  idPrefix: "question",
  attempts: 1,
  lifo: true,
});
