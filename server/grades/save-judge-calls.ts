import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import type { CallPurpose } from "../db/tables/grades";
import type { JudgeCall } from "#domain/grading/grade.schema";

/** What a call was made for, and under which lease: a grading, a draft's dry run, or a judge's check. */
export type Payer = { leaseEpoch: number } & (
  { gradeId: string } | { dryRunId: string } | { judgeCheckId: string }
);

/**
 * Puts calls of the model on the bill, whether they led to a grade or not. Not fenced: a call that
 * was made was paid for.
 */
export async function saveJudgeCalls(db: DbOrTx, payer: Payer, calls: JudgeCall[]): Promise<void> {
  if (calls.length === 0) return;
  await db.execute(insertJudgeCalls(payer, calls, sql`(select 1) as always`));
}

/**
 * Puts one call on the bill as it comes.
 * @returns its id
 */
export async function saveCall(db: DbOrTx, payer: Payer, call: JudgeCall): Promise<number> {
  const always = sql`(select 1) as always`;
  const [row] = await db.execute<{ id: string }>(sql`
    ${insertJudgeCalls(payer, [call], always)} returning id`);
  if (!row) throw new Error(`position ${call.index} is on the bill already`);
  return Number(row.id);
}

/**
 * The statement that gives calls, which were billed as they came, their place in the grade that they
 * led to, once for each row of `source`.
 */
export function placeJudgeCalls(
  { leaseEpoch }: Payer,
  placed: readonly { id: number; call: JudgeCall }[],
  source: SQL,
): SQL {
  const rows = placed.map(({ id, call }) => ({ id, position: call.index, detail: call }));
  return sql`
    update judge_calls
    set lease_epoch = ${leaseEpoch}::int, position = c.position, detail = c.detail
    from ${source}, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(
      id bigint, position int, detail jsonb)
    where judge_calls.id = c.id`;
}

/** The statement that does it, once for each row of `source`; a call already there stays as it is. */
export function insertJudgeCalls(payer: Payer, calls: JudgeCall[], source: SQL): SQL {
  const gradeId = "gradeId" in payer ? payer.gradeId : null;
  const dryRunId = "dryRunId" in payer ? payer.dryRunId : null;
  const judgeCheckId = "judgeCheckId" in payer ? payer.judgeCheckId : null;
  const rows = calls.map((call) => ({
    position: call.index,
    purpose: purposeOf(payer, call),
    requested_model: call.requestedModel,
    returned_model: call.returnedModel,
    input_tokens: call.usage?.inputTokens ?? null,
    output_tokens: call.usage?.outputTokens ?? null,
    cost_usd: call.costUsd,
    duration_ms: call.durationMs,
    started_at: call.startedAt,
    detail: call,
  }));
  return sql`
    insert into judge_calls
      (grade_id, dry_run_id, judge_check_id, lease_epoch, position, purpose, requested_model,
       returned_model, input_tokens, output_tokens, cost_usd, duration_ms, started_at, detail)
    select ${gradeId}::uuid, ${dryRunId}::uuid, ${judgeCheckId}::uuid, ${payer.leaseEpoch}::int, c.*
    from ${source}, jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as c(
      position int, purpose text, requested_model text, returned_model text, input_tokens int,
      output_tokens int, cost_usd float8, duration_ms float8, started_at timestamptz, detail jsonb)
    on conflict do nothing`;
}

/**
 * A dry run's second asks are its own: what it costs is one figure to its author. A debrief is a second
 * opinion on the whole; which of the two it was, the call's detail says.
 */
function purposeOf(payer: Payer, { purpose }: JudgeCall): CallPurpose {
  if ("dryRunId" in payer) return "dry_run";
  if ("judgeCheckId" in payer) return "check";
  return ["reask", "debrief", "sceptic"].includes(purpose) ? "second_ask" : "grading";
}

/**
 * US dollars spent since the start of the day in UTC, as far as prices are known: on the calls of
 * gradings, dry runs and checks, on what admins asked the judge, on what candidates asked the
 * interviewer, on what it asked them, and on speech.
 */
export async function getSpentTodayUsd(db: DbOrTx): Promise<number> {
  const midnight = sql`date_trunc('day', now() at time zone 'utc') at time zone 'utc'`;
  const [row] = await db.execute<{ usd: number }>(sql`
    select (
      coalesce((select sum(cost_usd) from judge_calls where started_at >= ${midnight}), 0)
      + coalesce((select sum(cost_usd) from judge_tests where created_at >= ${midnight}), 0)
      + coalesce((select sum(cost_usd) from attempt_questions where called_at >= ${midnight}), 0)
      + coalesce((select sum(cost_usd) from attempt_turns where called_at >= ${midnight}), 0)
      + coalesce((select sum(cost_usd) from speech_calls where called_at >= ${midnight}), 0)
    )::float8 as usd`);
  return row?.usd ?? 0;
}
