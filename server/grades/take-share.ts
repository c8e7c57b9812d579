import { eq, sql } from "drizzle-orm";
import type { Db, DbOrTx } from "../db/client";
import { gradingSlots } from "../db/tables/grades";
import { getPersonSpendUsd } from "./get-person-spend";
import type { Lease } from "./take-grading";

/**
 * Lets a grading that was taken up begin if its person's share of the day's spend allows it, counting
 * those of the same person that run already at what a grading has cost today; while that isn't known,
 * one runs at a time. Otherwise it is queued again, with its lease given back: nothing was asked.
 *
 * Decisions about one person wait for each other at the person's row, so that a burst is not let
 * through on a sum that none of it stands in yet.
 * @returns "used_up": held until the next day in UTC. "later": what runs now has to end first
 */
export async function takeShare(
  db: Db,
  lease: Lease,
  share: { userId: string; usd: number },
): Promise<"free" | "later" | "used_up"> {
  return db.transaction(async (tx) => {
    await tx
      .select({ userId: gradingSlots.userId })
      .from(gradingSlots)
      .where(eq(gradingSlots.userId, share.userId))
      .for("update");
    const spentUsd = await getPersonSpendUsd(tx, share.userId);
    const outcome = spentUsd >= share.usd ? "used_up" : await fit(tx, lease, share, spentUsd);
    if (outcome !== "free") await putBack(tx, lease, outcome === "used_up");
    return outcome;
  });
}

async function fit(
  tx: DbOrTx,
  { gradeId }: Lease,
  share: { userId: string; usd: number },
  spentUsd: number,
): Promise<"free" | "later"> {
  const [row] = await tx.execute<{ running: number; typicalUsd: number | null }>(sql`
    select
      (select count(*) from grades join attempts on attempts.id = grades.attempt_id
        where grades.status = 'running' and grades.id <> ${gradeId}
          and coalesce(grades.requested_by, attempts.user_id) = ${share.userId})::int as running,
      (select sum(cost_usd) / count(distinct grade_id) from judge_calls
        where started_at >= date_trunc('day', now() at time zone 'utc') at time zone 'utc'
          and grade_id is not null and cost_usd is not null)::float8 as "typicalUsd"`);
  const running = row?.running ?? 0;
  const reservedUsd = running * (row?.typicalUsd ?? share.usd);
  return spentUsd + reservedUsd >= share.usd ? "later" : "free";
}

async function putBack(
  tx: DbOrTx,
  { gradeId, leaseEpoch }: Lease,
  untilTomorrow: boolean,
): Promise<void> {
  const tomorrow = sql`(date_trunc('day', now() at time zone 'utc') + interval '1 day') at time zone 'utc'`;
  await tx.execute(sql`
    update grades
    set status = 'queued', lease_epoch = lease_epoch - 1,
      held_for = ${untilTomorrow ? "share" : null},
      held_until = ${untilTomorrow ? tomorrow : sql`null`}
    where id = ${gradeId} and lease_epoch = ${leaseEpoch} and status = 'running'`);
}
