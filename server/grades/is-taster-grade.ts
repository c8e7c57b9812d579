import { eq } from "drizzle-orm";
import { isTaster } from "#domain/attempts/taster";
import type { Db } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { grades } from "../db/tables/grades";

/** Whether a grading is of a taster, which is estimated whatever model is connected. */
export async function isTasterGrade(db: Db, gradeId: string): Promise<boolean> {
  const [attempt] = await db
    .select({ kind: attempts.kind, isPractice: attempts.isPractice })
    .from(grades)
    .innerJoin(attempts, eq(attempts.id, grades.attemptId))
    .where(eq(grades.id, gradeId));
  return attempt !== undefined && isTaster(attempt);
}
