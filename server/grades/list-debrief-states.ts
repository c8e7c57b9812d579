import { and, desc, eq, inArray } from "drizzle-orm";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";
import type { DebriefState } from "#domain/grading/shown-debrief";
import type { Result } from "#domain/grading/result";

/**
 * Which states the debriefs of listed grades have: more than one where the list mixes them. Estimates
 * never have one, and don't count.
 */
export async function listDebriefStates(
  db: Db,
  listed: readonly { id: string; result: Result | null }[],
): Promise<DebriefState[]> {
  const ids = listed.flatMap(({ id, result }) => (result?.kind === "grade" ? [id] : []));
  if (ids.length < 2) return [];
  const shown = db
    .selectDistinctOn([grades.attemptId], { state: grades.debriefState })
    .from(grades)
    .where(
      and(
        inArray(grades.attemptId, ids),
        eq(grades.status, "graded"),
        eq(grades.isEstimate, false),
      ),
    )
    .orderBy(grades.attemptId, desc(grades.version))
    .as("shown");
  const rows = await db.selectDistinct({ state: shown.state }).from(shown).orderBy(shown.state);
  return rows.map(({ state }) => state);
}
