import { sql } from "drizzle-orm";
import type { DbOrTx } from "../../db/client";
import { revisions } from "../../db/tables/attempts";
import type { RecordedSave } from "./record-saves";

/** Of one batch: it is read, parsed and merged in one go. */
const MAX_ROWS = 500;
const MAX_BYTES = 500_000;

type Row = { id: number; at: number } & {
  [Part in keyof Omit<RecordedSave, "at" | "reply">]: RecordedSave[Part] | null;
} & { [Part in keyof RecordedSave["reply"]]: RecordedSave["reply"][Part] | null };

/**
 * The saves of an attempt that were merged when they came, oldest first, in batches. Between two of them
 * the process answers others.
 * @param range of revisions' ids: from after `after` up to and with `upTo`; null: up to the newest
 */
export async function* readSaves(
  db: DbOrTx,
  attemptId: string,
  range: { after: number; upTo: number | null },
): AsyncGenerator<{ save: RecordedSave; id: number }[]> {
  let { after } = range;
  for (;;) {
    const rows = await db.execute<Row>(sql`
      select id::float8 as id,
        greatest(0, round(extract(epoch from created_at - (
          select started_at from attempts where id = ${attemptId}
        )) * 1000))::float8 as at,
        payload -> 'texts' as texts, payload -> 'elements' as elements,
        reply -> 'revisions' as revisions, reply -> 'dropped' as dropped
      from (
        select id, created_at, payload, reply, sum(bytes) over (order by id) - bytes as bytes_before
        from ${revisions}
        where attempt_id = ${attemptId} and kind <> 'late' and id > ${after}
          and id <= ${range.upTo ?? Number.MAX_SAFE_INTEGER}
        order by id limit ${MAX_ROWS}
      ) as saves where bytes_before < ${MAX_BYTES} order by id`);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(toSave);
    after = last.id;
  }
}

/** What was too much to be kept has no payload: it counts, and changes nothing. */
function toSave({ id, at, texts, elements, revisions: taken, dropped }: Row) {
  const reply = { revisions: taken ?? {}, dropped: dropped ?? [] };
  return { id, save: { at, texts: texts ?? {}, elements: elements ?? [], reply } };
}
