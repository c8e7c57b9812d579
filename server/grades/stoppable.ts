import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { grades } from "../db/tables/grades";

/**
 * Holds for gradings under way at a server that answers one call at a time: they are in its line, count
 * their calls, or go on from replies that were kept. Others end within a minute and can't be stopped.
 */
export function mayStop(): SQL<boolean> {
  return sql<boolean>`(
    ${grades.status} in ('queued', 'running') and (
      coalesce(${grades.progress} ? 'calls', false)
      or exists (
        select from model_turns
        where turn_of = 'grading' and work_id = ${grades.id}
          and (held_by is not null or ${grades.status} = 'queued'))
      or (${grades.status} = 'queued' and exists (
        select from kept_replies where work_id = ${grades.id}))))`;
}

/** How many replies are kept of a grading; null of one that wasn't stopped. */
export function countKept(isStopped: SQL): SQL<number | null> {
  return sql<number | null>`case when ${isStopped} then (
    select count(*)::int from kept_replies where work_id = ${grades.id}) end`;
}
