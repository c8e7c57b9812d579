import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { drafts, dryRuns } from "../db/tables/authoring";

/**
 * Ids of dry runs that have not ended, of drafts that are still open, asked for more than
 * `olderThanMs` ago by the database's clock.
 */
export async function listOpenDryRuns(
  db: Db,
  options: { olderThanMs: number; limit: number },
): Promise<string[]> {
  const rows = await db
    .select({ id: dryRuns.id })
    .from(dryRuns)
    .innerJoin(drafts, eq(drafts.id, dryRuns.draftId))
    .where(
      and(
        inArray(dryRuns.status, ["queued", "running"]),
        // Nobody waits for the others, and each would cost calls.
        isNull(drafts.publishedAt),
        isNull(drafts.discardedAt),
        sql`${dryRuns.createdAt} < now() - ${options.olderThanMs}::int * interval '1 millisecond'`,
      ),
    )
    .orderBy(asc(dryRuns.createdAt))
    .limit(options.limit);
  return rows.map(({ id }) => id);
}
