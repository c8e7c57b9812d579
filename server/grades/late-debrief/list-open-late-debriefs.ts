import { and, asc, inArray, sql } from "drizzle-orm";
import type { Db } from "../../db/client";
import { lateDebriefs } from "../../db/tables/late-debriefs";

/** Ids of grades whose late debrief has not ended, asked for more than `olderThanMs` ago by the database's clock. */
export async function listOpenLateDebriefs(
  db: Db,
  options: { olderThanMs: number; limit: number },
): Promise<string[]> {
  const rows = await db
    .select({ id: lateDebriefs.gradeId })
    .from(lateDebriefs)
    .where(
      and(
        inArray(lateDebriefs.status, ["queued", "running"]),
        sql`${lateDebriefs.askedAt} < now() - ${options.olderThanMs}::int * interval '1 millisecond'`,
      ),
    )
    .orderBy(asc(lateDebriefs.askedAt))
    .limit(options.limit);
  return rows.map(({ id }) => id);
}
