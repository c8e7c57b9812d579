import { sql } from "drizzle-orm";
import { insertAudit } from "../db/audit";
import type { DbOrTx } from "../db/client";
import { answers } from "../db/tables/attempts";
import type { Rate } from "#domain/accounts/person-limits";
import { insertFirstGrading } from "../grades/create-grading";
import { insertSlot } from "../grades/take-slot";
import type { Mode } from "#domain/grading/verdicts";
import type { FrozenAnswer } from "./freeze-worksheet";
import type { BeforeSubmit } from "./read-for-submit";

/** How an attempt is handed in, and what is frozen. */
export type Submission = {
  by: "candidate" | "deadline";
  submitKey: string | null;
  /** Of the grading, unless an admin has set another. */
  mode: Mode;
  /** Of its candidate. */
  gradings: Rate;
  contentHash: string;
};

type Submitted = { gradeId: string; isQueued: boolean; submittedAt: string };

/**
 * Hands in what was read and asks for its grading, in one statement: all of it or nothing, and
 * durable once this resolves. Beyond the day's gradings none is queued.
 * @returns the grading, and the moment by the database's clock in ISO 8601; null, with nothing
 *   written, when the attempt is at another revision now or handed in
 */
export async function writeSubmit(
  db: DbOrTx,
  { id, userId, revision, rubricVersionId }: BeforeSubmit["attempt"],
  { by, submitKey, mode, gradings, contentHash }: Submission,
): Promise<Submitted | null> {
  const audit = insertAudit(
    {
      actorId: by === "candidate" ? userId : null,
      action: "attempt.submit",
      subjectId: id,
      detail: { by, contentHash },
    },
    sql`from held`,
  );
  const slot = insertSlot(userId, gradings, sql`held`);
  const grading = insertFirstGrading(sql`held`, sql`slot`, { rubricVersionId, mode });
  const [submitted] = await db.execute<Submitted>(sql`
    with held as (
      update attempts
      set status = 'submitted', submitted_at = date_trunc('milliseconds', clock_timestamp()),
        submitted_by = ${by}, submit_key = ${submitKey}, content_hash = ${contentHash}
      where id = ${id} and revision = ${revision} and status = 'in_progress'
      returning id, submitted_at
    ), audited as (${audit}), slot as (${slot}), graded as (${grading})
    select graded.id as "gradeId", graded.status = 'queued' as "isQueued",
      held.submitted_at as "submittedAt"
    from graded, held`);
  return submitted
    ? { ...submitted, submittedAt: new Date(submitted.submittedAt).toISOString() }
    : null;
}

/**
 * Writes the answer that the worksheet's lines were put into; before `writeSubmit`, in the
 * transaction that holds the attempt's lock: once it is handed in, the database takes no answer.
 */
export async function writeFrozenAnswer(
  tx: DbOrTx,
  attemptId: string,
  { text, clientId }: FrozenAnswer,
): Promise<void> {
  await tx
    .insert(answers)
    .values({ attemptId, section: "latency_cost", text, revision: 1, clientId })
    .onConflictDoUpdate({
      target: [answers.attemptId, answers.section],
      set: { text, revision: sql`${answers.revision} + 1`, updatedAt: sql`now()` },
    });
}
