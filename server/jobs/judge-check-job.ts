import { z } from "zod";
import { requestIdSchema } from "./asked.schema";

/** Measures the judge on planted answers. The payload names the row of `judge_checks`. */
export const JUDGE_CHECK_JOB = "judge-check";
export const judgeCheckJobSchema = z.strictObject({
  judgeCheckId: z.uuid(),
  requestId: requestIdSchema,
});
export type JudgeCheckJob = z.infer<typeof judgeCheckJobSchema>;

/** One job a check: adding it again while it waits or runs does nothing. */
export function judgeCheckJobId(judgeCheckId: string): string {
  return `judge-check-${judgeCheckId}`;
}

/** Tries after what may pass, such as a limit of the provider; each goes on where the last one ended. */
export const JUDGE_CHECK_ATTEMPTS = 6;
export const JUDGE_CHECK_JOB_OPTIONS = {
  attempts: JUDGE_CHECK_ATTEMPTS,
  backoff: { type: "exponential", delay: 2_000, jitter: 0.5 },
  removeOnComplete: true,
  removeOnFail: true,
} as const;
