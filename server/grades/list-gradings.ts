import { desc, eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { grades } from "../db/tables/grades";

export type Grading = Pick<
  typeof grades.$inferSelect,
  "version" | "status" | "mode" | "isEstimate"
>;

/** The gradings of an attempt, the newest first. */
export function listGradings(db: DbOrTx, attemptId: string): Promise<Grading[]> {
  const { version, status, mode, isEstimate } = grades;
  return db
    .select({ version, status, mode, isEstimate })
    .from(grades)
    .where(eq(grades.attemptId, attemptId))
    .orderBy(desc(grades.version));
}

export function isUnderWay({ status }: Grading): boolean {
  return status === "queued" || status === "running";
}

/** Whether one of them came to a grade by a judge that reads. */
export function hasModelGrade(gradings: readonly Grading[]): boolean {
  return gradings.some(({ status, isEstimate }) => status === "graded" && !isEstimate);
}
