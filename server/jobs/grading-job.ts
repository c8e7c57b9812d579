import { z } from "zod";
import { requestIdSchema } from "./asked.schema";

/** Grades one attempt. The payload names the row of `grades`; everything else is read from there. */
export const GRADING_JOB = "grade-attempt";
export const gradingJobSchema = z.strictObject({ gradeId: z.uuid(), requestId: requestIdSchema });
export type GradingJob = z.infer<typeof gradingJobSchema>;

/** One job a grading: adding it again while it waits or runs does nothing. */
export function gradingJobId(gradeId: string): string {
  return `grade-${gradeId}`;
}

/**
 * Tries after an error that is not the model's (the database away, a defect), seconds apart. Errors
 * of the model are counted and spaced by the handler, which knows what the provider asked for.
 */
export const GRADING_JOB_OPTIONS = {
  attempts: 5,
  backoff: { type: "exponential", delay: 1_000, jitter: 0.5 },
  // The row says what became of it; a job that stayed would block its id from being added again.
  removeOnComplete: true,
  removeOnFail: true,
} as const;
