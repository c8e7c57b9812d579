import { z } from "zod";
import { requestIdSchema } from "./asked.schema";

/** Tries a draft on the calibration answers. The payload names the row of `dry_runs`. */
export const DRY_RUN_JOB = "dry-run";
export const dryRunJobSchema = z.strictObject({ dryRunId: z.uuid(), requestId: requestIdSchema });
export type DryRunJob = z.infer<typeof dryRunJobSchema>;

/** One job a dry run: adding it again while it waits or runs does nothing. */
export function dryRunJobId(dryRunId: string): string {
  return `dry-run-${dryRunId}`;
}

/** Tries after any error that may pass, a model that is away too; then the row says it failed. */
export const DRY_RUN_ATTEMPTS = 4;
export const DRY_RUN_JOB_OPTIONS = {
  attempts: DRY_RUN_ATTEMPTS,
  backoff: { type: "exponential", delay: 1_000, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: true,
} as const;
