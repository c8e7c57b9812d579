import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { grades } from "../db/tables/grades";
import { DAY_USED_UP } from "#domain/grading/day-used-up";
import type { Mode } from "#domain/grading/verdicts";

/** To candidates and reviewers. */
const LEFT_TO_ASK =
  "It was handed in after the candidate had used the day’s gradings, so none was started.";

/**
 * The statement that asks for the first grading of an attempt, to be part of the one that hands it in.
 * Without a slot, as the day's are used up, it is not queued but left to be asked for. Returns the
 * grading's `id` and `status`.
 * @param attempt one row with the attempt's `id`, or none
 * @param slot one row with `slot_at`, or none
 * @param asked.mode unless an admin has set another
 */
export function insertFirstGrading(
  attempt: SQL,
  slot: SQL,
  { rubricVersionId, mode }: { rubricVersionId: string; mode: Mode },
): SQL {
  const isLeft = sql`slot.slot_at is null`;
  return sql`insert into grades (attempt_id, version, rubric_version_id, mode, slot_at, status,
      error_kind, error_message)
    select id, 1, ${rubricVersionId}::uuid,
      coalesce((select mode from judge_settings), ${mode}::mode), slot.slot_at,
      case when ${isLeft} then 'needs_attention'::grade_status else 'queued' end,
      case when ${isLeft} then ${DAY_USED_UP} end, case when ${isLeft} then ${LEFT_TO_ASK} end
    from ${attempt} left join ${slot} as slot on true returning id, status`;
}

/**
 * Asks for a further grading of an attempt: a new version beside those that are there. The caller
 * holds the attempt's lock and enqueues it.
 * @returns id of the new grading
 */
export async function createGrading(
  tx: DbOrTx,
  grading: {
    attemptId: string;
    version: number;
    rubricVersionId: string;
    mode: Mode;
    requestedBy: string;
    slotAt: Date;
  },
): Promise<string> {
  const [row] = await tx.insert(grades).values(grading).returning({ id: grades.id });
  if (!row) throw new Error(`the grading of attempt ${grading.attemptId} was not inserted`);
  return row.id;
}
