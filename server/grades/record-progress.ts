import { and, eq } from "drizzle-orm";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";
import type { GradeProgress } from "../db/tables/grades";
import type { Lease } from "./take-grading";

/** Notes how far a grading is, if the lease still holds and it is still running. */
export async function recordProgress(db: Db, lease: Lease, progress: GradeProgress): Promise<void> {
  await db
    .update(grades)
    .set({ progress })
    .where(
      and(
        eq(grades.id, lease.gradeId),
        eq(grades.leaseEpoch, lease.leaseEpoch),
        eq(grades.status, "running"),
      ),
    );
}
