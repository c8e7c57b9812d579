import { and, eq } from "drizzle-orm";
import type { Db, DbOrTx } from "../db/client";
import { criterionVerdicts, evidence, grades } from "../db/tables/grades";
import type { CriterionGrade, Evidence, Grade } from "../grading/grade.schema";
import { saveJudgeCalls } from "./save-judge-calls";
import type { Lease } from "./take-grading";

/**
 * Stores a whole grade in one transaction, if the lease still holds. A retry of the same grading
 * overwrites and never doubles.
 * @returns false when another worker has taken the grading over: nothing was written
 */
export async function saveGrade(db: Db, lease: Lease, grade: Grade): Promise<boolean> {
  const { criteria, calls, ...summary } = grade;
  return db.transaction(async (tx) => {
    const [held] = await tx
      .update(grades)
      .set({
        status: "graded",
        total: grade.total,
        summary,
        finishedAt: new Date(),
        errorKind: null,
        errorMessage: null,
      })
      .where(
        and(
          eq(grades.id, lease.gradeId),
          eq(grades.leaseEpoch, lease.leaseEpoch),
          eq(grades.status, "running"),
        ),
      )
      .returning({ id: grades.id });
    if (!held) return false;
    await tx.delete(criterionVerdicts).where(eq(criterionVerdicts.gradeId, lease.gradeId));
    await insertVerdicts(tx, lease.gradeId, criteria);
    await saveJudgeCalls(tx, lease, calls);
    return true;
  });
}

async function insertVerdicts(
  tx: DbOrTx,
  gradeId: string,
  criteria: CriterionGrade[],
): Promise<void> {
  const rows = await tx
    .insert(criterionVerdicts)
    .values(
      criteria.map(({ evidence: _, ...detail }, position) => ({
        gradeId,
        position,
        criterionId: detail.id,
        section: detail.section,
        verdict: detail.verdict,
        confidence: detail.confidence,
        needsPerson: detail.needsPerson,
        detail,
      })),
    )
    .returning({ id: criterionVerdicts.id, criterionId: criterionVerdicts.criterionId });
  const idOf = new Map(rows.map((row) => [row.criterionId, row.id]));
  const pieces = criteria.flatMap((criterion) => {
    const criterionVerdictId = idOf.get(criterion.id);
    if (criterionVerdictId === undefined) throw new Error(`verdict ${criterion.id} was not stored`);
    return criterion.evidence.map((piece, position) => ({
      criterionVerdictId,
      position,
      ...toColumns(piece),
    }));
  });
  if (pieces.length > 0) await tx.insert(evidence).values(pieces);
}

function toColumns(piece: Evidence): Partial<typeof evidence.$inferInsert> {
  if (piece.source === "diagram") {
    return { diagramIds: piece.ids, elementIds: piece.elementIds };
  }
  return {
    section: piece.section,
    quote: piece.quote,
    startOffset: piece.start,
    endOffset: piece.end,
  };
}
