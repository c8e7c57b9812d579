import { randomUUID } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { Db, DbOrTx } from "../db/client";
import { criterionVerdicts, evidence, grades } from "../db/tables/grades";
import type { CriterionGrade, Evidence, Grade } from "../grading/grade.schema";
import { announceGrade } from "../jobs/progress";
import { saveJudgeCalls } from "./save-judge-calls";
import type { Lease } from "./take-grading";

/**
 * Stores a whole grade and announces it in one transaction, if the lease still holds. Only a
 * running grading can be stored, so that none is stored twice.
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
    // Sent one behind the other without waiting: they follow each other on the one connection.
    await Promise.all([
      ...insertVerdicts(tx, lease.gradeId, criteria),
      saveJudgeCalls(tx, lease, calls),
      announceGrade(tx, lease.gradeId),
    ]);
    return true;
  });
}

function insertVerdicts(
  tx: DbOrTx,
  gradeId: string,
  criteria: CriterionGrade[],
): Promise<unknown>[] {
  const verdicts = criteria.map(({ evidence: pieces, ...detail }, position) => ({
    id: randomUUID(),
    gradeId,
    position,
    criterionId: detail.id,
    section: detail.section,
    verdict: detail.verdict,
    confidence: detail.confidence,
    needsPerson: detail.needsPerson,
    detail,
    pieces,
  }));
  const rows = verdicts.flatMap(({ id, pieces }) =>
    pieces.map((piece, position) => ({ criterionVerdictId: id, position, ...toColumns(piece) })),
  );
  const inserts: Promise<unknown>[] = [
    tx.insert(criterionVerdicts).values(verdicts.map(({ pieces, ...row }) => row)),
  ];
  if (rows.length > 0) inserts.push(tx.insert(evidence).values(rows));
  return inserts;
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
