import { eq } from "drizzle-orm";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";
import { listPointEdits } from "../reviews/list-point-edits";
import { hasSeenGrade } from "../reviews/get-own-marks";
import type { DebriefGiven } from "#domain/grading/shown-debrief";
import { showDebrief, withoutNames } from "./show-debrief";

/** By its grade, each debrief that a person may keep: none before they have opened the report. */
export async function listShownDebriefs(
  db: Db,
  who: { attemptId: string; userId: string },
): Promise<Map<string, DebriefGiven>> {
  const debriefs = new Map<string, DebriefGiven>();
  if (!(await hasSeenGrade(db, who))) return debriefs;
  const rows = await db
    .select({ id: grades.id, summary: grades.summary })
    .from(grades)
    .where(eq(grades.attemptId, who.attemptId));
  for (const { id, summary } of rows) {
    const edits = await listPointEdits(db, id);
    debriefs.set(id, withoutNames(showDebrief(summary?.debrief, edits)));
  }
  return debriefs;
}
