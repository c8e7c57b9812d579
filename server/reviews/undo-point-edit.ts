import { and, eq, isNull } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";
import { pointEdits } from "../db/tables/reviews";
import { AppError } from "../errors";
import { reopenChallenge } from "./point-challenges";
import { clearWhatItChanges } from "./point-edits";
import { requireReviewable } from "./reviewable-attempt";
import type { ReviewerAt } from "./reviewable-attempt";

/**
 * Takes a strike or a correction back; the row is kept. Any reviewer may. Nothing happens where that
 * was done before.
 * @throws AppError `forbidden`, `not_found`
 */
export async function undoPointEdit(
  db: Db,
  who: ReviewerAt,
  { editId }: { editId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const attempt = await requireReviewable(tx, who);
    const [edit] = await tx
      .select({ gradeId: pointEdits.gradeId, pointId: pointEdits.pointId, kind: pointEdits.kind })
      .from(pointEdits)
      .innerJoin(grades, eq(grades.id, pointEdits.gradeId))
      .where(and(eq(pointEdits.id, editId), eq(grades.attemptId, attempt.id)));
    if (!edit) {
      throw new AppError("not_found", {
        message: `no edit ${editId} of a point on attempt ${attempt.id}`,
        userMessage: "There is no such change on this attempt.",
      });
    }
    const undone = await tx
      .update(pointEdits)
      .set({ withdrawnAt: new Date() })
      .where(and(eq(pointEdits.id, editId), isNull(pointEdits.withdrawnAt)))
      .returning({ id: pointEdits.id });
    if (undone.length === 0) return;
    if (edit.kind === "struck") {
      await clearWhatItChanges(tx, attempt.id, edit);
      await reopenChallenge(tx, { gradeId: edit.gradeId, pointId: edit.pointId });
    }
    await writeAudit(tx, {
      actorId: who.reviewer.id,
      action: "review.undo_point",
      subjectId: attempt.id,
      detail: edit,
    });
  });
}
