import { defineJob } from "./define-job";

/**
 * Tries a draft on the calibration answers: a row of `dry_runs`. Tried again after any error that may
 * pass, a model that is away too; then the row says that it failed.
 */
export const dryRunJob = defineJob({
  name: "dry-run",
  key: "dryRunId",
  idPrefix: "dry-run",
  attempts: 4,
  backoff: { type: "exponential", delay: 1_000, jitter: 0.5 },
});
