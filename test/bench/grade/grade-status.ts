import { eq } from "drizzle-orm";
import type { Db } from "../../../server/db/client";
import { grades } from "../../../server/db/tables/grades";

/** The status of a grade's row; undefined when there is none. */
export async function getGradeStatus(db: Db, gradeId: string): Promise<string | undefined> {
  const [row] = await db
    .select({ status: grades.status })
    .from(grades)
    .where(eq(grades.id, gradeId));
  return row?.status;
}
