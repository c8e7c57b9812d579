import { sql } from "drizzle-orm";
import type { Db } from "../../db/client";
import type { Debrief } from "#domain/grading/debrief.schema";
import { announceGrade } from "../../jobs/progress";

/**
 * Stores what a late debrief came to, if whoever took it up last still has it, and tells who shows the
 * grade. Of the grade nothing else changes.
 * @returns false when somebody else has it: nothing was written
 */
export async function saveLateDebrief(
  db: Db,
  { gradeId, tries }: { gradeId: string; tries: number },
  debrief: Debrief,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const reason = debrief.status === "left_out" ? debrief.reason : null;
    const ended = await tx.execute(sql`
      with ended as (
        update late_debriefs set status = ${debrief.status}, reason = ${reason}::text
        where grade_id = ${gradeId} and tries = ${tries}::int and status = 'running'
        returning grade_id
      ), kept as (
        delete from kept_replies using ended where work_id = ended.grade_id
      )
      update grades set summary = jsonb_set(summary, '{debrief}', ${JSON.stringify(debrief)}::jsonb)
      from ended
      where grades.id = ended.grade_id and grades.status = 'graded'
        and summary #>> '{debrief,status}' = 'left_out'
      returning grades.id`);
    if (ended.length > 0) await announceGrade(tx, gradeId);
    return ended.length > 0;
  });
}
