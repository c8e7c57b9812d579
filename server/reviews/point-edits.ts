import { and, eq, isNull, or, sql } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { criterionVerdicts, grades } from "../db/tables/grades";
import { pointEdits } from "../db/tables/reviews";
import { AppError } from "../errors";
import type { PointEditKind } from "#domain/reviews/point-edit.schema";
import { settleChallenge } from "./point-challenges";
import { requireReviewable } from "./reviewable-attempt";
import type { ReviewerAt } from "./reviewable-attempt";
import { clearSignature } from "./standing-override";

const AUDITED: Record<PointEditKind, string> = {
  struck: "review.strike_point",
  corrected: "review.correct_point",
};

/** A point of a grade's debrief. */
type PointAt = { gradeId: string; pointId: string };

/**
 * Records what a reviewer did to a point; an older edit of the same kind is kept, withdrawn. It belongs
 * to the grade: another grade of the attempt has points of its own.
 * @throws AppError `forbidden`, `not_found`; `conflict` before it was handed in
 */
export async function saveEdit(
  db: Db,
  who: ReviewerAt,
  edit: PointAt & Pick<typeof pointEdits.$inferInsert, "kind" | "reason" | "wording">,
): Promise<void> {
  const { gradeId, pointId, kind } = edit;
  await db.transaction(async (tx) => {
    const attempt = await requireReviewable(tx, who);
    await requirePoint(tx, attempt.id, edit);
    await tx
      .update(pointEdits)
      .set({ withdrawnAt: new Date() })
      .where(
        and(
          eq(pointEdits.gradeId, gradeId),
          eq(pointEdits.pointId, pointId),
          eq(pointEdits.kind, kind),
          isNull(pointEdits.withdrawnAt),
        ),
      );
    await tx.insert(pointEdits).values({ ...edit, reviewerId: who.reviewer.id });
    if (kind === "struck") {
      await clearWhatItChanges(tx, attempt.id, edit);
      const by = { attemptId: attempt.id, reviewerId: who.reviewer.id };
      await settleChallenge(
        tx,
        by,
        { gradeId, pointId },
        { outcome: "granted", words: edit.reason ?? "" },
      );
    }
    await writeAudit(tx, {
      actorId: who.reviewer.id,
      action: AUDITED[kind],
      subjectId: attempt.id,
      detail: { gradeId, pointId },
    });
  });
}

/** A strike, and taking it back, unsigns what it changes: a level that the point held, or a verdict it lowered. */
export async function clearWhatItChanges(
  tx: DbOrTx,
  attemptId: string,
  { gradeId, pointId }: PointAt,
): Promise<void> {
  const [changed] = await tx
    .select({ id: grades.id })
    .from(grades)
    .where(
      and(
        eq(grades.id, gradeId),
        or(
          sql`${grades.heldBy} ? ${pointId}`,
          sql`exists (select from ${criterionVerdicts} as v where v.grade_id = ${grades.id}
            and v.detail #> '{lowered,pointIds}' ? ${pointId})`,
        ),
      ),
    );
  if (changed) await clearSignature(tx, attemptId);
}

export async function requirePoint(tx: DbOrTx, attemptId: string, at: PointAt): Promise<void> {
  const [grade] = await tx
    .select({ summary: grades.summary })
    .from(grades)
    .where(and(eq(grades.id, at.gradeId), eq(grades.attemptId, attemptId)));
  const debrief = grade?.summary?.debrief;
  const points = debrief?.status === "made" ? debrief.points : [];
  if (points.some(({ id }) => id === at.pointId)) return;
  throw new AppError("not_found", {
    message: `grade ${at.gradeId} of attempt ${attemptId} has no point ${at.pointId}`,
    userMessage: "This grade’s debrief has no such point.",
  });
}
