import { and, asc, inArray, isNotNull, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { judgeChecks } from "../db/tables/judge-checks";

/**
 * Ids of checks for workers that have not ended, asked for more than `olderThanMs` ago by the
 * database's clock.
 */
export async function listOpenJudgeChecks(
  db: Db,
  options: { olderThanMs: number; limit: number },
): Promise<string[]> {
  const rows = await db
    .select({ id: judgeChecks.id })
    .from(judgeChecks)
    .where(
      and(
        inArray(judgeChecks.status, ["queued", "running"]),
        isNotNull(judgeChecks.requestedBy),
        sql`${judgeChecks.createdAt} < now() - ${options.olderThanMs}::int * interval '1 millisecond'`,
      ),
    )
    .orderBy(asc(judgeChecks.createdAt))
    .limit(options.limit);
  return rows.map(({ id }) => id);
}
