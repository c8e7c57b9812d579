import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { grades } from "../../db/tables/grades";

/** Holds for grades that were due a debrief and have none. */
export function isLeftOut(): SQL<boolean> {
  return sql<boolean>`coalesce(${grades.summary} #>> '{debrief,status}' = 'left_out', false)`;
}
