import { z } from "zod";
import { requestIdSchema } from "./asked.schema";

/** Has a model answer a candidate's question. The payload names the row of `attempt_questions`. */
export const QUESTION_JOB = "question";
export const questionJobSchema = z.strictObject({
  questionId: z.uuid(),
  requestId: requestIdSchema,
});
export type QuestionJob = z.infer<typeof questionJobSchema>;

/** One job a question: adding it again while it waits or runs does nothing. */
export function questionJobId(questionId: string): string {
  return `question-${questionId}`;
}

/** Before gradings: somebody sits in front of it. One try; the list answers where it fails. */
export const QUESTION_JOB_OPTIONS = {
  attempts: 1,
  lifo: true,
  removeOnComplete: true,
  removeOnFail: true,
} as const;
