import { sql } from "drizzle-orm";
import type { Viewer } from "../accounts/sessions";
import { parseAttemptId } from "../attempts/own-attempt";
import type { DbOrTx } from "../db/client";
import { hasReviewed } from "./agreement/blind";

/**
 * Notes that a person is about to see what the judge said of an attempt: a rating of theirs would not
 * be blind any more. Nothing is noted of one's own attempt, nor while there is no grade to be seen.
 * @returns false, with nothing noted, while the person rates this attempt: they choose first
 * @throws AppError `not_found` for what is no id
 */
export async function recordSight(
  db: DbOrTx,
  who: { attemptId: string; viewer: Viewer },
): Promise<boolean> {
  const attemptId = parseAttemptId(who.attemptId);
  const personId = who.viewer.id;
  const [row] = await db.execute<{ rates: boolean }>(sql`
    with open as (
      select from ratings
      where attempt_id = ${attemptId} and rater_id = ${personId} and finished_at is null
        and not ${hasReviewed(attemptId, personId)}
    ), noted as (
      insert into review_sights (attempt_id, person_id)
      select id, ${personId}::uuid from attempts
      where id = ${attemptId} and user_id <> ${personId}
        and exists (select from grades where attempt_id = ${attemptId} and status = 'graded')
        and not exists (select from open)
      on conflict do nothing
    )
    select exists (select from open) as rates`);
  return row?.rates !== true;
}
