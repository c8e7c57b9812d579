import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { requireOwnSubmitted } from "./self/self-rating";
import type { Candidate } from "./self/self-rating";

/**
 * Notes that a candidate is about to see the grade of their attempt: marks that they make of it from
 * here on are not blind. Nothing is noted while there is no grade.
 * @throws AppError `not_found`; `conflict` while the attempt is open
 */
export async function recordOwnSight(db: DbOrTx, who: Candidate): Promise<void> {
  const { id } = await requireOwnSubmitted(db, who, { lock: false });
  await note(db, sql`id = ${id} and user_id = ${who.userId}`);
}

/** The same of every grade they have: what they take home holds them all. */
export async function recordOwnSights(db: DbOrTx, userId: string): Promise<void> {
  await note(db, sql`user_id = ${userId}`);
}

async function note(db: DbOrTx, which: SQL): Promise<void> {
  await db.execute(sql`
    insert into review_sights (attempt_id, person_id)
    select id, user_id from attempts
    where ${which}
      and exists (select from grades where attempt_id = attempts.id and status = 'graded')
    on conflict do nothing`);
}
