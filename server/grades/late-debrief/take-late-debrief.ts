import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "../../db/client";
import { lateDebriefs } from "../../db/tables/late-debriefs";
import type { LoadContent } from "../grading-content";
import { readTask } from "../take-grading";
import type { GradingTask } from "../take-grading";

/** A late debrief in the hands of one worker. `tries` is the fence of its writes. */
export type LateDebriefTask = GradingTask & { tries: number };

/**
 * Takes a late debrief up, so that whoever had it before writes nothing more, with all that its grade was
 * made from.
 * @returns null when there is nothing to do now
 */
export async function takeLateDebrief(
  db: Db,
  gradeId: string,
  loadContent: LoadContent,
): Promise<LateDebriefTask | null> {
  const [late] = await db
    .update(lateDebriefs)
    .set({ status: "running", tries: sql`${lateDebriefs.tries} + 1` })
    .where(
      and(eq(lateDebriefs.gradeId, gradeId), inArray(lateDebriefs.status, ["queued", "running"])),
    )
    .returning({ tries: lateDebriefs.tries });
  if (!late) return null;
  const task = await readTask(
    db,
    sql`taken as (
      select grades.*, users.id as payer_id, users.role as payer_role
      from grades join attempts on attempts.id = grades.attempt_id
      join users on users.id = attempts.user_id
      where grades.id = ${gradeId} and grades.status = 'graded')`,
    loadContent,
  );
  return task === null || task === "held" ? null : { ...task, tries: late.tries };
}
