import { sql } from "drizzle-orm";
import type { Db } from "../db/client";
import type { GradeProgress } from "../db/tables/grades";
import { GRADE_CHANNEL } from "../jobs/progress";
import type { Lease } from "./take-grading";

/**
 * Notes how far a grading is and announces it, if the lease still holds and it is still running.
 * Not waited for on the disk: a power cut loses a step that the next one shows again. One statement,
 * since a burst of gradings writes many of these while its last replies come in.
 */
export async function recordProgress(db: Db, lease: Lease, progress: GradeProgress): Promise<void> {
  await db.execute(sql`
    with held as (
      update grades set progress = ${JSON.stringify(progress)}::jsonb
      where id = ${lease.gradeId} and lease_epoch = ${lease.leaseEpoch} and status = 'running'
      returning id, set_config('synchronous_commit', 'off', true)
    )
    select pg_notify(${GRADE_CHANNEL}, id::text) from held`);
}
