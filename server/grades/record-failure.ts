import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";
import type { Lease } from "./take-grading";

export type Failure = {
  /** Kind of the error, for reviewers and admins. */
  kind: string;
  /** In words for the candidate: what happened and what was kept. */
  userMessage: string;
};

/** The grading will be tried again: it stays open and says why it waits. */
export async function recordDelay(
  db: Db,
  lease: Lease,
  failure: Failure & { countsAsFailure: boolean },
): Promise<void> {
  await db
    .update(grades)
    .set({
      status: "queued",
      failures: failure.countsAsFailure ? sql`${grades.failures} + 1` : grades.failures,
      errorKind: failure.kind,
      errorMessage: failure.userMessage,
    })
    .where(held(lease));
}

/** The grading has ended without a grade: it needs a person, and can be asked for again. */
export async function recordNeedsAttention(db: Db, lease: Lease, failure: Failure): Promise<void> {
  await db
    .update(grades)
    .set({
      status: "needs_attention",
      failures: sql`${grades.failures} + 1`,
      errorKind: failure.kind,
      errorMessage: failure.userMessage,
    })
    .where(held(lease));
}

function held(lease: Lease) {
  return and(
    eq(grades.id, lease.gradeId),
    eq(grades.leaseEpoch, lease.leaseEpoch),
    eq(grades.status, "running"),
  );
}
