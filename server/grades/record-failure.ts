import { sql } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { heldBy } from "../db/lease";
import { grades } from "../db/tables/grades";
import { NOT_ESTIMATED } from "#domain/grading/not-estimated";
import { GRADE_FAILED } from "#domain/grading/retry.schema";
import { createNotice, lockAttemptOf } from "../notices/create-notice";
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
  failure: Failure & { countsAsFailure: boolean; countsAsTextFailure: boolean },
): Promise<void> {
  await db
    .update(grades)
    .set({
      status: "queued",
      ...(failure.countsAsFailure && { failures: sql`${grades.failures} + 1` }),
      ...(failure.countsAsTextFailure && { textFailures: sql`${grades.textFailures} + 1` }),
      errorKind: failure.kind,
      errorMessage: failure.userMessage,
    })
    .where(held(lease));
}

/**
 * The grading has ended without a grade: it needs a person, and can be asked for again. The row tells of
 * the last such end only, so each is entered in the audit log, where a retry doesn't undo it. What was not estimated didn't fail.
 */
export async function recordNeedsAttention(db: Db, lease: Lease, failure: Failure): Promise<void> {
  await db.transaction(async (tx) => {
    await tx.execute(lockAttemptOf(lease.gradeId));
    const [ended] = await tx
      .update(grades)
      .set({
        status: "needs_attention",
        failures: sql`${grades.failures} + 1`,
        errorKind: failure.kind,
        errorMessage: failure.userMessage,
      })
      .where(held(lease))
      .returning({ attemptId: grades.attemptId });
    if (!ended) return;
    const key = `${lease.gradeId} ${lease.leaseEpoch}`;
    await createNotice(tx, { attemptId: ended.attemptId, kind: "not_graded", key });
    if (failure.kind === NOT_ESTIMATED) return;
    await writeAudit(tx, {
      actorId: null,
      action: GRADE_FAILED,
      subjectId: lease.gradeId,
      detail: { attemptId: ended.attemptId, errorKind: failure.kind },
    });
  });
}

/** The row, as long as this lease holds it. */
export function held({ gradeId, leaseEpoch }: Lease) {
  return heldBy(grades, { id: gradeId, leaseEpoch });
}
