import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";
import type { GradeProgress } from "../db/tables/grades";
import { announceGrade } from "../jobs/progress";
import type { Lease } from "./take-grading";

/**
 * Notes how far a grading is and announces it, if the lease still holds and it is still running.
 * Not waited for on the disk: a power cut loses a step that the next one shows again.
 */
export async function recordProgress(db: Db, lease: Lease, progress: GradeProgress): Promise<void> {
  await db.transaction(async (tx) => {
    await Promise.all([
      tx.execute(sql`set local synchronous_commit = off`),
      tx
        .update(grades)
        .set({ progress })
        .where(
          and(
            eq(grades.id, lease.gradeId),
            eq(grades.leaseEpoch, lease.leaseEpoch),
            eq(grades.status, "running"),
          ),
        ),
      announceGrade(tx, lease.gradeId),
    ]);
  });
}
