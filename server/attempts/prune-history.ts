import { eq, sql } from "drizzle-orm";
import type { Db, DbOrTx } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { foldTimeline, KEPT_LIMITS, saveTimeline } from "./replay/fold-timeline";
import { MAX_HISTORY_BYTES } from "./stored-revision";

/** What an attempt keeps of its history when it was cut. */
const KEPT_HISTORY_BYTES = MAX_HISTORY_BYTES / 2;
/** Attempts that are asked for at once. */
const BATCH = 200;

/** An attempt with the last of its saves that is to go. */
type Due = { id: string; upTo: number };

/**
 * Deletes saves that nobody needs any more: those older than `days`, and of an attempt with more than
 * `KEPT_HISTORY_BYTES` of them the oldest. Only kind save, whose work was merged when it was answered;
 * conflict copies and late work stay as long as their attempt. What stays of an interview's or a retry's
 * saves is a timeline for its replay, stored in the transaction that deletes them. A save that is sent
 * again after its row is gone is merged once more, which changes nothing (docs/durability.md).
 *
 * Each attempt is by itself: one whose timeline can't be made keeps its saves and holds up no other.
 * @returns how many rows were deleted
 * @throws AggregateError, when all others are done, of those that failed
 */
export async function pruneHistory(db: Db, { days }: { days: number }): Promise<number> {
  const errors: unknown[] = [];
  let pruned = 0;
  async function pruneAll(due: readonly Due[]): Promise<void> {
    for (const one of due) {
      try {
        pruned += await pruneAttempt(db, one);
      } catch (error) {
        errors.push(error);
      }
    }
  }
  for (;;) {
    const before = pruned;
    const old = await listOld(db, days);
    await pruneAll(old);
    // The next would be the same ones.
    if (old.length < BATCH || pruned === before) break;
  }
  await pruneAll(await listLarge(db));
  if (errors.length > 0) throw new AggregateError(errors, "saves that could not be pruned");
  return pruned;
}

async function listOld(db: Db, days: number): Promise<Due[]> {
  return db.execute<Due>(sql`
    select attempt_id as id, max(id)::float8 as "upTo" from revisions
    where kind = 'save' and created_at < now() - ${days}::int * interval '1 day'
    group by attempt_id limit ${BATCH}`);
}

async function listLarge(db: Db): Promise<Due[]> {
  return db.execute<Due>(sql`
    select attempt_id as id, max(id)::float8 as "upTo" from (
      select attempt_id, id, sum(bytes) over (partition by attempt_id order by id desc) as bytes_so_far
      from revisions
      where kind = 'save'
        and attempt_id in (select id from attempts where history_bytes > ${KEPT_HISTORY_BYTES})
    ) as sized where bytes_so_far > ${KEPT_HISTORY_BYTES} group by attempt_id`);
}

/** The timeline is read and merged before the transaction, which holds the attempt for a moment only. */
async function pruneAttempt(db: Db, { id, upTo }: Due): Promise<number> {
  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, id));
  if (!attempt) return 0;
  if (attempt.kind === "drill") return deleteSaves(db, { id, upTo });
  const folded = await foldTimeline(db, attempt, { limits: KEPT_LIMITS, upTo });
  return db.transaction(async (tx) => {
    // Another process stored one in between; the next sweep goes on from that.
    if (!(await saveTimeline(tx, id, folded))) return 0;
    return deleteSaves(tx, { id, upTo });
  });
}

/** With the attempt's sum, in one statement: a save at the same moment only adds to it. */
async function deleteSaves(db: DbOrTx, { id, upTo }: Due): Promise<number> {
  const [row] = await db.execute<{ count: number }>(sql`
    with gone as (
      delete from revisions where attempt_id = ${id} and kind = 'save' and id <= ${upTo}
      returning bytes
    ), summed as (
      update attempts
      set history_bytes = history_bytes - (select coalesce(sum(bytes), 0) from gone)
      where id = ${id}
    )
    select count(*)::int as count from gone`);
  return row?.count ?? 0;
}
