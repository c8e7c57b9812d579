import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { DAY_USED_UP } from "#domain/grading/day-used-up";
import { STOPPED } from "#domain/grading/stopped";
import { grades } from "../db/tables/grades";

/** Holds for rows of `grades` that no later grading of the same attempt has replaced. */
export function isNewestGrading(): SQL {
  return sql`not exists (
    select 1 from ${grades} "later"
    where "later"."attempt_id" = ${grades.attemptId} and "later"."version" > ${grades.version})`;
}

/**
 * Holds for the newest gradings that ended without a grade and are an admin's to look at: not those that
 * were handed in beyond the day's gradings or stopped, which their candidates ask for.
 */
export function isLeftFailed(): SQL {
  return sql`${grades.status} = 'needs_attention' and ${isNewestGrading()}
    and coalesce(${grades.errorKind}, '') not in (${DAY_USED_UP}, ${STOPPED})`;
}
