import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { writeAudits } from "../db/audit";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";
import { gradingJob } from "../jobs/grading-job";
import type { JobQueue } from "../jobs/queue";
import { deleteKeptReplies } from "./delete-kept-replies";
import { isLeftFailed } from "./newest-grading";
import { COUNTS_ON_RETRY } from "./reset-counts";
import { LEFT_OPEN } from "#domain/grading/left-open";
import { UNKNOWN_KIND } from "#domain/grading/retry.schema";
import type { Retry } from "#domain/grading/retry.schema";

type Retried = { id: string; attemptId: string; errorKind: string | null };

/**
 * Asks again, for an admin, for gradings that need attention. Gradings in any other state, and those
 * with a newer one beside them, are left alone, so that a second press finds nothing to do.
 * @param onQueueError hears that the queue can't be reached; the sweep enqueues what is left then
 * @returns how many are graded again
 */
export async function requestFailedGrades(
  db: Db,
  jobs: JobQueue,
  order: { actorId: string; retry: Retry },
  onQueueError: (error: unknown) => void,
): Promise<number> {
  const retried = await db.transaction(async (tx) => {
    // Locked in the order of their ids: two admins who press at once wait for each other, and the
    // second finds them queued.
    const rows = await tx.execute<Retried>(sql`
      with failed as (
        select ${grades.id}, ${grades.errorKind} from ${grades}
        where ${isLeftFailed()} and ${toCondition(order.retry)}
        order by ${grades.id} for no key update
      )
      update ${grades} set status = 'queued', queued_at = now(), failures = 0,
        text_failures = ${COUNTS_ON_RETRY.textFailures}, interruptions = 0, slot_at = null
      from failed where grades.id = failed.id and grades.status = 'needs_attention'
      returning grades.id, grades.attempt_id as "attemptId", failed.error_kind as "errorKind"`);
    for (const { id, errorKind } of rows) {
      if (errorKind !== LEFT_OPEN) await deleteKeptReplies(tx, id);
    }
    const entries = rows.map(({ id, attemptId, errorKind }) => ({
      actorId: order.actorId,
      action: "grade.retry",
      subjectId: id,
      detail: { attemptId, errorKind },
    }));
    await writeAudits(tx, entries);
    return rows.map(({ id }) => id);
  });
  try {
    for (const gradeId of retried) await jobs.enqueue(gradingJob, gradeId);
  } catch (error) {
    onQueueError(error);
  }
  return retried.length;
}

function toCondition(retry: Retry): SQL {
  if ("gradeId" in retry) return sql`${grades.id} = ${retry.gradeId}`;
  if (retry.errorKind === UNKNOWN_KIND) return sql`${grades.errorKind} is null`;
  return sql`${grades.errorKind} = ${retry.errorKind}`;
}
