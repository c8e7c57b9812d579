import { and, asc, inArray, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";

/**
 * Ids of gradings that are neither graded nor given up, and were asked for more than `olderThanMs`
 * ago by the database's clock.
 */
export async function listOpenGradings(
  db: Db,
  options: { olderThanMs: number; limit: number },
): Promise<string[]> {
  const rows = await db
    .select({ id: grades.id })
    .from(grades)
    .where(
      and(
        inArray(grades.status, ["queued", "running"]),
        // One that is held has no job and needs none until then.
        sql`(${grades.heldUntil} is null or ${grades.heldUntil} <= now())`,
        sql`${grades.queuedAt} < now() - ${options.olderThanMs}::int * interval '1 millisecond'`,
      ),
    )
    .orderBy(asc(grades.queuedAt))
    .limit(options.limit);
  return rows.map(({ id }) => id);
}
