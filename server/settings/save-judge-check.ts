import { and, eq, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Db } from "../db/client";
import { judgeChecks } from "../db/tables/judge-checks";
import type { CheckFigures, CheckOutcome } from "#domain/settings/judge-check.schema";
import type { CheckLease, CheckSubject } from "./take-judge-check";

/** Each write says whether the lease still held: a check that was cancelled or taken over stands still. */
type IsHeld = Promise<boolean>;

export async function saveCheckSubject(
  db: Db,
  lease: CheckLease,
  subject: Omit<CheckSubject, "requestedModel">,
  of: number,
): IsHeld {
  const rows = await db
    .update(judgeChecks)
    .set({
      ...subject,
      progress: sql`coalesce(progress, ${JSON.stringify({ done: 0, of })}::jsonb)`,
    })
    .where(held(lease))
    .returning({ id: judgeChecks.id });
  return rows.length > 0;
}

/** Keeps what came of one answer, and how far the check is. */
export async function saveCheckOutcome(
  db: Db,
  lease: CheckLease,
  outcome: CheckOutcome,
  progress: { done: number; of: number },
): IsHeld {
  const rows = await db.execute(sql`
    with held as (
      update judge_checks set progress = ${JSON.stringify(progress)}::jsonb
      where id = ${lease.judgeCheckId}::uuid and lease_epoch = ${lease.leaseEpoch}::int
        and status = 'running'
      returning id)
    insert into judge_check_outcomes (judge_check_id, item_id, outcome)
    select id, ${outcome.itemId}, ${JSON.stringify(outcome)}::jsonb from held
    on conflict (judge_check_id, item_id) do nothing
    returning item_id`);
  return rows.length > 0;
}

export async function saveJudgeCheck(
  db: Db,
  lease: CheckLease,
  found: { figures: CheckFigures; returnedModel: string | null },
): IsHeld {
  const rows = await db
    .update(judgeChecks)
    .set({ ...found, status: "done", errorKind: null, errorMessage: null, finishedAt: new Date() })
    .where(held(lease))
    .returning({ id: judgeChecks.id });
  return rows.length > 0;
}

/** Ends a check that could not be done. */
export async function saveCheckFailure(
  db: Db,
  lease: CheckLease,
  failure: { errorKind: string; errorMessage: string },
): IsHeld {
  const rows = await db
    .update(judgeChecks)
    .set({ ...failure, status: "failed", finishedAt: new Date() })
    .where(held(lease))
    .returning({ id: judgeChecks.id });
  return rows.length > 0;
}

/** Whether the check is still this worker's to go on with. */
export async function isCheckHeld(db: Db, lease: CheckLease): IsHeld {
  const rows = await db.select({ id: judgeChecks.id }).from(judgeChecks).where(held(lease));
  return rows.length > 0;
}

function held({ judgeCheckId, leaseEpoch }: CheckLease): SQL | undefined {
  return and(
    eq(judgeChecks.id, judgeCheckId),
    eq(judgeChecks.leaseEpoch, leaseEpoch),
    eq(judgeChecks.status, "running"),
  );
}
