import { sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { heldBy, writeHeld } from "../db/lease";
import type { RowLease } from "../db/lease";
import { judgeChecks } from "../db/tables/judge-checks";
import type { CheckFigures, CheckOutcome } from "#domain/settings/judge-check.schema";
import type { CheckLease, CheckSubject } from "./take-judge-check";

/** Each write says whether the lease still held: a check that was cancelled or taken over stands still. */
type IsHeld = Promise<boolean>;

export function saveCheckSubject(
  db: Db,
  lease: CheckLease,
  subject: Omit<CheckSubject, "requestedModel"> & { judgeKind?: string },
  of: number,
): IsHeld {
  const progress = sql`coalesce(progress, ${JSON.stringify({ done: 0, of })}::jsonb)`;
  return writeHeld(db, judgeChecks, rowOf(lease), { ...subject, progress });
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

export function saveJudgeCheck(
  db: Db,
  lease: CheckLease,
  found: { figures: CheckFigures; returnedModel: string | null },
): IsHeld {
  const ended = { status: "done", errorKind: null, errorMessage: null } as const;
  return writeHeld(db, judgeChecks, rowOf(lease), { ...found, ...ended, finishedAt: new Date() });
}

/** Ends a check that could not be done. */
export function saveCheckFailure(
  db: Db,
  lease: CheckLease,
  failure: { errorKind: string; errorMessage: string },
): IsHeld {
  const ended = { status: "failed", finishedAt: new Date() } as const;
  return writeHeld(db, judgeChecks, rowOf(lease), { ...failure, ...ended });
}

/** Whether the check is still this worker's to go on with. */
export async function isCheckHeld(db: Db, lease: CheckLease): IsHeld {
  const isHeld = heldBy(judgeChecks, rowOf(lease));
  const rows = await db.select({ id: judgeChecks.id }).from(judgeChecks).where(isHeld);
  return rows.length > 0;
}

function rowOf({ judgeCheckId, leaseEpoch }: CheckLease): RowLease {
  return { id: judgeCheckId, leaseEpoch };
}
