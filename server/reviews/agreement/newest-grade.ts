import { sql } from "drizzle-orm";
import type { SQL, SQLWrapper } from "drizzle-orm";

/**
 * Id of the newest grade of an attempt, as an SQL expression: a grading that waits, runs or failed
 * leaves the one before it standing. Null where there is none.
 */
export function newestGradeOf(attemptId: SQLWrapper): SQL<string | null> {
  return sql<string | null>`(select id from grades
    where attempt_id = ${attemptId} and status = 'graded' order by version desc limit 1)`;
}
