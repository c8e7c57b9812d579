import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { grades } from "../db/tables/grades";
import type { Mode } from "#domain/grading/verdicts";

/**
 * The statement that asks for the first grading of an attempt, to be part of the one that hands it in.
 * Returns the grading's `id`.
 * @param attempt one row with the attempt's `id`, or none
 * @param asked.mode unless an admin has set another
 */
export function insertFirstGrading(
  attempt: SQL,
  { rubricVersionId, mode }: { rubricVersionId: string; mode: Mode },
): SQL {
  return sql`insert into grades (attempt_id, version, rubric_version_id, mode)
    select id, 1, ${rubricVersionId}::uuid,
      coalesce((select mode from judge_settings), ${mode}::mode)
    from ${attempt} returning id`;
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
  },
): Promise<string> {
  const [row] = await tx.insert(grades).values(grading).returning({ id: grades.id });
  if (!row) throw new Error(`the grading of attempt ${grading.attemptId} was not inserted`);
  return row.id;
}
