import { sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { revisions } from "../db/tables/attempts";
import { SECTION_IDS } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import type { OwnAttempt } from "./own-attempt";
import { shareTime } from "./section-times";
import type { SectionTimes } from "./section-times";

/** Saves are read up to so many, and so many bytes of them: a report waits for it. */
const MAX_SAVES = 4_000;
const MAX_BYTES = 6_000_000;

/** `isWhole`: every save was there to be read; old ones are deleted after a while. */
export type SpentTime = SectionTimes & { isWhole: boolean };

type Row = { at: string; keys: string[] | null; isDrawn: boolean };

/**
 * How the time of a submitted attempt was spent, from its saves. Null where none is left that says
 * what it changed.
 */
export async function getSectionTimes(
  db: DbOrTx,
  attempt: Pick<OwnAttempt, "id" | "startedAt"> & { submittedAt: Date },
): Promise<SpentTime | null> {
  const [rows, [counts]] = await Promise.all([
    db.execute<Row>(sql`
      select created_at as at,
        (select array_agg(key) from jsonb_object_keys(payload -> 'texts') as key) as keys,
        coalesce(jsonb_array_length(payload -> 'elements'), 0) > 0 as "isDrawn"
      from (
        select id, created_at, payload, sum(bytes) over (order by id) as bytes_so_far
        from ${revisions} where attempt_id = ${attempt.id} and kind <> 'late'
        order by id limit ${MAX_SAVES}
      ) as saves
      where bytes_so_far <= ${MAX_BYTES} and jsonb_typeof(payload -> 'texts') = 'object'
      order by id`),
    db.execute<{ made: number }>(sql`
      select coalesce(sum(last), 0)::int as made from (
        select max(seq) as last from ${revisions}
        where attempt_id = ${attempt.id} and kind <> 'late' group by client_id
      ) as clients`),
  ]);
  if (rows.length === 0) return null;
  const saves = rows.map(({ at, keys, isDrawn }) => ({
    at: new Date(at),
    sections: toSections(keys ?? []),
    isDrawn,
  }));
  const { startedAt, submittedAt } = attempt;
  return {
    ...shareTime(saves, { startedAt, endedAt: submittedAt }),
    isWhole: rows.length >= (counts?.made ?? 0),
  };
}

/** The worksheet belongs to the section that it stands under. */
function toSections(keys: readonly string[]): SectionId[] {
  return SECTION_IDS.filter(
    (id) => keys.includes(id) || (id === "latency_cost" && keys.includes("worksheet")),
  );
}
