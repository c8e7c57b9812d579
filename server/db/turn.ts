import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Db } from "./client";
import type { TurnOf } from "./tables/model-turns";

/**
 * Who wasn't seen for so long, in milliseconds, is gone: five missed beats. A server that is still at
 * the call of one that is gone makes the next wait by itself.
 */
export const GONE_AFTER_MS = 10_000;

/** What waits in line, and before which server. */
export type Waiting = {
  server: string;
  turnOf: TurnOf;
  workId: string;
  /** Lower ones come first. */
  rank: number;
  /** Since when it waits, in milliseconds before now. */
  waitedMs: number;
};

/** A turn that was had. Whoever lost it has no row with this key. */
export type Turn = { heldBy: string };

/**
 * Takes a place in line, keeps it, and takes the turn where nobody has it and nobody is before. The same
 * for all processes: the line is in the database, by its clock.
 * @returns null where it has to wait; it keeps its place if it comes back before `GONE_AFTER_MS`
 */
export async function takeTurn(db: Db, waiting: Waiting): Promise<Turn | null> {
  const { server, turnOf, workId, rank, waitedMs } = waiting;
  const heldBy = randomUUID();
  const gone = sql`now() - make_interval(secs => ${GONE_AFTER_MS / 1_000}::float8)`;
  const rows = await db.transaction(async (tx) => {
    // Of two who come at once the second sees what the first has done.
    await tx.execute(
      sql`select pg_advisory_xact_lock(hashtextextended(${`${turnOf} ${server}`}, 0))`,
    );
    await tx.execute(sql`
      delete from model_turns
      where server = ${server} and turn_of = ${turnOf} and seen_at < ${gone}`);
    await tx.execute(sql`
      insert into model_turns (server, turn_of, work_id, rank, asked_at)
      values (${server}, ${turnOf}, ${workId}, ${rank},
        now() - make_interval(secs => ${waitedMs / 1_000}::float8))
      on conflict (server, turn_of, work_id) do update set seen_at = now()
      where model_turns.held_by is null`);
    return tx.execute(sql`
      update model_turns mine set held_by = ${heldBy}, seen_at = now()
      where server = ${server} and turn_of = ${turnOf} and work_id = ${workId} and held_by is null
        and not exists (
          select 1 from model_turns other
          where other.server = mine.server and other.turn_of = mine.turn_of
            and (other.held_by is not null or (other.rank, other.asked_at, other.work_id)
              < (mine.rank, mine.asked_at, mine.work_id)))
      returning held_by`);
  });
  return rows.length > 0 ? { heldBy } : null;
}

/** @returns false when it was lost: whoever had it wasn't seen for too long, and another has it */
export async function renewTurn(db: Db, { heldBy }: Turn): Promise<boolean> {
  const rows = await db.execute(
    sql`update model_turns set seen_at = now() where held_by = ${heldBy} returning held_by`,
  );
  return rows.length > 0;
}

/** Lets the next one have it. */
export async function leaveTurn(db: Db, { heldBy }: Turn): Promise<void> {
  await db.execute(sql`delete from model_turns where held_by = ${heldBy}`);
}

/** Leaves the line without having had the turn. */
export async function leaveLine(
  db: Db,
  { server, turnOf, workId }: Omit<Waiting, "waitedMs">,
): Promise<void> {
  await db.execute(sql`
    delete from model_turns
    where server = ${server} and turn_of = ${turnOf} and work_id = ${workId} and held_by is null`);
}
