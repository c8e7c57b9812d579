import { z } from "zod";

export const retryOneSchema = z.object({ gradeId: z.uuid() });
export const retryKindSchema = z.object({ errorKind: z.string().min(1).max(100) });

/** What an admin wants graded again: one grading, or all that ended for the same reason. */
export type Retry = z.infer<typeof retryOneSchema> | z.infer<typeof retryKindSchema>;

/** How a reason that was not recorded is called. */
export const UNKNOWN_KIND = "unknown";

/** In the audit log: a grading that ended without a grade. */
export const GRADE_FAILED = "grade.fail";
