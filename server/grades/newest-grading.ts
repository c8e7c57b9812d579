import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { grades } from "../db/tables/grades";

/** Holds for rows of `grades` that no later grading of the same attempt has replaced. */
export function isNewestGrading(): SQL {
  return sql`not exists (
    select 1 from ${grades} "later"
    where "later"."attempt_id" = ${grades.attemptId} and "later"."version" > ${grades.version})`;
}
