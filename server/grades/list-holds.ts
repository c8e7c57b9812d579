import { and, inArray, isNotNull, isNull } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { grades } from "../db/tables/grades";
import { overrides } from "../db/tables/reviews";
import { showDebrief } from "./show-debrief";
import { findHolds } from "#domain/grading/holds";
import type { Hold } from "#domain/grading/holds";
import type { Grade } from "#domain/grading/grade.schema";
import type { Verdict } from "#domain/grading/verdicts";
import { listEditsByGrade, listStruck } from "../reviews/list-point-edits";

/** What holds a grade's level, worst first, in reviewers' words where they corrected it; and its bars. */
export type HeldGrade = { holds: Hold[]; bars: Grade["bars"] };

/**
 * By id, the grades that points of their debriefs hold today, with people's word: no point that was
 * struck, or lifted by verdicts. The one place that reads it: nothing of it is stored, so that no level
 * can fall behind what was decided.
 */
export async function listHolds(
  db: DbOrTx,
  gradeIds: readonly string[],
): Promise<Map<string, HeldGrade>> {
  if (gradeIds.length === 0) return new Map();
  const rows = await db
    .select({
      id: grades.id,
      attemptId: grades.attemptId,
      heldBy: grades.heldBy,
      summary: grades.summary,
    })
    .from(grades)
    .where(and(inArray(grades.id, [...gradeIds]), isNotNull(grades.heldBy)));
  if (rows.length === 0) return new Map();
  const [edits, verdicts] = await Promise.all([
    listEditsByGrade(
      db,
      rows.map(({ id }) => id),
    ),
    listVerdicts(
      db,
      rows.map(({ attemptId }) => attemptId),
    ),
  ]);
  return new Map(
    rows.flatMap(({ id, attemptId, heldBy, summary }) => {
      const shown = showDebrief(summary?.debrief, edits.get(id) ?? []);
      if (summary === null || shown === null || "leftOut" in shown) return [];
      const holds = findHolds(shown.points, heldBy ?? undefined, {
        struck: listStruck(edits.get(id)),
        verdicts: verdicts.get(attemptId) ?? new Map<string, Verdict>(),
      });
      return holds.length === 0 ? [] : [[id, { holds, bars: summary.bars }] as const];
    }),
  );
}

/** People's verdicts that stand, by attempt and criterion. */
export async function listVerdicts(
  db: DbOrTx,
  attemptIds: readonly string[],
): Promise<Map<string, Map<string, Verdict>>> {
  const byAttempt = new Map<string, Map<string, Verdict>>();
  if (attemptIds.length === 0) return byAttempt;
  const rows = await db
    .select({
      attemptId: overrides.attemptId,
      criterionId: overrides.criterionId,
      verdict: overrides.verdict,
    })
    .from(overrides)
    .where(and(inArray(overrides.attemptId, [...attemptIds]), isNull(overrides.withdrawnAt)));
  for (const { attemptId, criterionId, verdict } of rows) {
    const own = byAttempt.get(attemptId) ?? new Map<string, Verdict>();
    byAttempt.set(attemptId, own.set(criterionId, verdict));
  }
  return byAttempt;
}
