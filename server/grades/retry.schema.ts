import { z } from "zod";

/** What an admin asks to be graded again: one grading, or all that ended for the same reason. */
export const retrySchema = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("retry-one"), gradeId: z.uuid() }),
  z.object({ intent: z.literal("retry-kind"), errorKind: z.string().min(1).max(100) }),
]);
export type Retry = z.infer<typeof retrySchema>;

/** How a reason that was not recorded is called. */
export const UNKNOWN_KIND = "unknown";

/** In the audit log: a grading that ended without a grade. */
export const GRADE_FAILED = "grade.fail";
