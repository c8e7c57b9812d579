import { sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";

/**
 * US dollars that one person's gradings, questions to the interviewer, follow-ups and speech have cost since the
 * start of the day in UTC, as far as prices are known.
 */
export async function getPersonSpendUsd(db: DbOrTx, userId: string): Promise<number> {
  const midnight = sql`date_trunc('day', now() at time zone 'utc') at time zone 'utc'`;
  const [row] = await db.execute<{ usd: number }>(sql`
    select (
      coalesce((
        select sum(judge_calls.cost_usd) from judge_calls
        join grades on grades.id = judge_calls.grade_id
        join attempts on attempts.id = grades.attempt_id
        where judge_calls.started_at >= ${midnight}
          and coalesce(grades.requested_by, attempts.user_id) = ${userId}), 0)
      + coalesce((
        select sum(attempt_questions.cost_usd) from attempt_questions
        join attempts on attempts.id = attempt_questions.attempt_id
        where attempt_questions.called_at >= ${midnight} and attempts.user_id = ${userId}), 0)
      + coalesce((
        select sum(attempt_turns.cost_usd) from attempt_turns
        join attempts on attempts.id = attempt_turns.attempt_id
        where attempt_turns.called_at >= ${midnight} and attempts.user_id = ${userId}), 0)
      + coalesce((
        select sum(cost_usd) from speech_calls
        where called_at >= ${midnight} and user_id = ${userId}), 0)
    )::float8 as usd`);
  return row?.usd ?? 0;
}
