import { and, eq, sql } from "drizzle-orm";
import { STOPPED } from "#domain/grading/stopped";
import { requireOwnAttempt } from "../attempts/own-attempt";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";
import { announceGrade } from "../jobs/progress";
import { isNewestGrading } from "./newest-grading";
import { mayStop } from "./stoppable";

/** To reviewers; candidates read what was kept as well. */
const BY_CANDIDATE = "The candidate stopped it. Nothing failed.";

/**
 * Stops, for its candidate, a grading that waits for a model at home or is asking one. Whoever has it
 * finds the lease gone and hangs up within two seconds; it leaves the line, and nothing of it is held. No
 * failure and no notice: what was answered is kept for when they go on. Any other grading is left alone.
 * @throws AppError `not_found`
 */
export async function stopGrading(
  db: Db,
  who: { attemptId: string; userId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const attempt = await requireOwnAttempt(tx, who, { lock: true });
    const [stopped] = await tx
      .update(grades)
      .set({
        status: "needs_attention",
        errorKind: STOPPED,
        errorMessage: BY_CANDIDATE,
        heldUntil: null,
        heldFor: null,
      })
      .where(and(eq(grades.attemptId, attempt.id), isNewestGrading(), mayStop()))
      .returning({ id: grades.id });
    if (!stopped) return;
    // A turn that somebody has is theirs to leave once they have hung up: no call may come beside theirs.
    await tx.execute(sql`
      delete from model_turns
      where turn_of = 'grading' and work_id = ${stopped.id} and held_by is null`);
    await writeAudit(tx, {
      actorId: who.userId,
      action: "grade.stop",
      subjectId: stopped.id,
      detail: { attemptId: attempt.id },
    });
    await announceGrade(tx, stopped.id);
  });
}
