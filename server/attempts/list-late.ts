import { sql } from "drizzle-orm";
import type { LateRow } from "#domain/attempts/late-work";
import type { Db } from "../db/client";

/** Twice the default of LATE_WORK_MAX_BYTES; before that bound, any number of bytes was kept. */
const MAX_READ_LATE_BYTES = 16_000_000;
/** Changes whenever more came in late; null where nothing did. */
export async function findLastLate(db: Db, attemptId: string): Promise<string | null> {
  const [row] = await db.execute<{ lastId: string | null }>(sql`
    select max(id)::text as "lastId" from revisions
    where attempt_id = ${attemptId} and kind = 'late'`);
  return row?.lastId ?? null;
}

/** Oldest first; of more than is read at once, the last that came. Sizes are a column of their own. */
export async function listLate(db: Db, attemptId: string): Promise<LateRow[]> {
  const rows = await db.execute<LateRow>(sql`
    select client_id as "clientId", payload::text as payload, created_at as "receivedAt",
      bytes_in_all > ${MAX_READ_LATE_BYTES} as "isCut"
    from (
      select id, client_id, payload, created_at, sum(bytes) over () as bytes_in_all,
        sum(bytes) over (order by id desc) as bytes_so_far
      from revisions where attempt_id = ${attemptId} and kind = 'late'
    ) as sized
    where bytes_so_far <= ${MAX_READ_LATE_BYTES} order by id`);
  return rows.map((row) => ({ ...row, receivedAt: new Date(row.receivedAt).toISOString() }));
}
