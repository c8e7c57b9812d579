import { and, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";
import type { Lease } from "./take-grading";

/** Whether a grading that its holder lost waits for a worker, and none has taken it up since. */
export async function isQueuedAgain(db: Db, { gradeId, leaseEpoch }: Lease): Promise<boolean> {
  const isWaiting = and(
    eq(grades.id, gradeId),
    eq(grades.leaseEpoch, leaseEpoch),
    eq(grades.status, "queued"),
    isNull(grades.heldUntil),
  );
  return (await db.$count(grades, isWaiting)) > 0;
}
