import { sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { MAX_HISTORY_BYTES } from "./stored-revision";

/** What an attempt keeps of its history when it was cut. */
const KEPT_HISTORY_BYTES = MAX_HISTORY_BYTES / 2;
/** Rows in one statement: none holds its attempts' locks for long. */
const BATCH = 2_000;

/**
 * Deletes saves that nobody needs any more: those older than `days`, and of an attempt with more than
 * `KEPT_HISTORY_BYTES` of them the oldest. Only kind save, whose work was merged when it was answered;
 * conflict copies and late work stay as long as their attempt. A save that is sent again after its row
 * is gone is merged once more, which changes nothing (docs/durability.md).
 * @returns how many rows were deleted
 */
export async function pruneHistory(db: Db, { days }: { days: number }): Promise<number> {
  let pruned = 0;
  for (;;) {
    const count = await deleteRows(
      db,
      sql`select id from revisions
        where kind = 'save' and created_at < now() - ${days}::int * interval '1 day' limit ${BATCH}`,
    );
    pruned += count;
    if (count < BATCH) break;
  }
  const large = await db.execute<{ id: string }>(
    sql`select id from attempts where history_bytes > ${KEPT_HISTORY_BYTES}`,
  );
  for (const { id } of large)
    pruned += await deleteRows(
      db,
      sql`select id from (
          select id, sum(bytes) over (order by id desc) as bytes_so_far
          from revisions where attempt_id = ${id} and kind = 'save'
        ) as sized where bytes_so_far > ${KEPT_HISTORY_BYTES}`,
    );
  return pruned;
}

/** With the attempts' sums, in one statement: a save at the same moment only adds to them. */
async function deleteRows(db: Db, which: ReturnType<typeof sql>): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    with gone as (
      delete from revisions where id in (${which}) returning attempt_id, bytes
    ), summed as (
      update attempts set history_bytes = history_bytes - sums.bytes
      from (select attempt_id, sum(bytes) as bytes from gone group by attempt_id) as sums
      where attempts.id = sums.attempt_id
    )
    select count(*)::int as count from gone`);
  return row?.count ?? 0;
}
