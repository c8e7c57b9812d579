import { eq, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { notices } from "../db/tables/notices";
import type { NoticeKind } from "#domain/notices/notice";
import { announceNotices } from "../jobs/progress";

type AttemptNotice = {
  attemptId: string;
  kind: Exclude<NoticeKind, "due" | "graded" | "regraded" | "admin_link">;
  /** What happened: the same thing is announced once. */
  key: string;
};

/**
 * Tells the candidate of an attempt what happened to it, when the transaction commits. Who holds no
 * lock of the attempt yet takes it by `lockAttemptOf` before writing anything else.
 */
export async function createNotice(tx: DbOrTx, { attemptId, kind, key }: AttemptNotice) {
  const [attempt] = await tx
    .select({ userId: attempts.userId })
    .from(attempts)
    .where(eq(attempts.id, attemptId));
  if (!attempt) return;
  const { userId } = attempt;
  const [told] = await tx
    .insert(notices)
    .values({ userId, kind, attemptId, key })
    .onConflictDoNothing()
    .returning({ id: notices.id });
  if (told) await announceNotices(tx, userId);
}

/**
 * The statement that tells the candidate of a grade, to be part of the one that stores it. Returns
 * the `user_id` of whoever is told.
 * @param grade one row with the grade's `id` and `attempt_id`, or none
 */
export function insertGradedNotice(grade: SQL): SQL {
  return sql`insert into notices (user_id, kind, attempt_id, key)
    select attempts.user_id,
      case when exists (
        select from grades as earlier where earlier.attempt_id = attempts.id
          and earlier.status = 'graded' and earlier.id <> stored.id
      ) then 'regraded'::notice_kind else 'graded' end, attempts.id, stored.id::text
    from ${grade} as stored join attempts on attempts.id = stored.attempt_id
    on conflict do nothing returning user_id`;
}

/**
 * The attempt of a grade, kept from being deleted meanwhile. Whoever deletes an attempt holds it
 * before its grades: in the other order the two would wait for each other.
 */
export function lockAttemptOf(gradeId: string): SQL {
  return sql`select attempts.id from attempts
    where attempts.id = (select attempt_id from grades where grades.id = ${gradeId})
    for key share`;
}
