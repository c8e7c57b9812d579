import { z } from "zod";
import { requestIdSchema } from "./asked.schema";

/** Asks the judge an admin's small question. The payload names the row of `judge_tests`. */
export const JUDGE_TEST_JOB = "judge-test";
export const judgeTestJobSchema = z.strictObject({
  judgeTestId: z.uuid(),
  requestId: requestIdSchema,
});
export type JudgeTestJob = z.infer<typeof judgeTestJobSchema>;

/** One job a question: adding it again while it waits or runs does nothing. */
export function judgeTestJobId(judgeTestId: string): string {
  return `judge-test-${judgeTestId}`;
}

/** Before gradings: somebody sits in front of it. One try, whose failure is the answer. */
export const JUDGE_TEST_JOB_OPTIONS = {
  attempts: 1,
  lifo: true,
  removeOnComplete: true,
  removeOnFail: true,
} as const;
