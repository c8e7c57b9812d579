import { desc, eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { grades } from "../db/tables/grades";
import type { GradeProgress } from "../db/tables/grades";

/** Where a grading stands, as pages and the event stream show it. Times are ISO 8601. */
export type GradeState = {
  gradeId: string;
  version: number;
  status: "queued" | "running" | "graded" | "needs_attention";
  progress: GradeProgress | null;
  /** Set while it waits for another try, and when it needs attention. */
  errorKind: string | null;
  errorMessage: string | null;
  queuedAt: string;
  finishedAt: string | null;
};

/** The newest grading of an attempt; null before it is handed in. */
export async function getGradeState(db: DbOrTx, attemptId: string): Promise<GradeState | null> {
  const [row] = await db
    .select({
      gradeId: grades.id,
      version: grades.version,
      status: grades.status,
      progress: grades.progress,
      errorKind: grades.errorKind,
      errorMessage: grades.errorMessage,
      queuedAt: grades.queuedAt,
      finishedAt: grades.finishedAt,
    })
    .from(grades)
    .where(eq(grades.attemptId, attemptId))
    .orderBy(desc(grades.version))
    .limit(1);
  if (!row) return null;
  return {
    ...row,
    queuedAt: row.queuedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
