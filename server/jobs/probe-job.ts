import { defineJob } from "./define-job";

/** Has the worker choose and write a follow-up: a row of `attempt_turns`. One try; then its author's words. */
export const probeJob = defineJob({
  name: "probe",
  key: "turnId",
  idPrefix: "probe",
  attempts: 1,
  lifo: true,
});
