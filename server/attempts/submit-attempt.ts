import { and, eq, getTableColumns, sql } from "drizzle-orm";
import { z } from "zod";
import { insertAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { grades } from "../db/tables/grades";
import { AppError } from "../errors";
import type { Scene } from "../diagram/scene.schema";
import type { Mode } from "../grading/verdicts";
import type { JobQueue } from "../jobs/queue";
import { canonicalHash } from "../text/canonical-hash";
import { EMPTY_ANSWERS } from "./answer.schema";
import type { Answers } from "./answer.schema";
import { freezeWorksheet } from "./freeze-worksheet";
import { DATABASE_NOW, GRACE_MS, requireOwnAttempt } from "./own-attempt";
import type { OwnAttempt, TimedAttempt } from "./own-attempt";
import type { SavedWorksheet } from "./freeze-worksheet";
import { answersOf, elementsOf, filesOf, worksheetOf } from "./work-sql";

/** What the candidate holds in hand: the hash names exactly what was frozen. */
export type Receipt = {
  attemptId: string;
  gradeId: string;
  contentHash: string;
  /** ISO 8601. */
  submittedAt: string;
};

export const submitKeySchema = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);

/**
 * Freezes the attempt and asks for its grading, in one transaction; then tells the queue. Asking
 * again, from whatever tab and with whatever key, returns the same receipt. If the queue is away the
 * receipt still stands, since the sweep enqueues what has no job.
 * @param input.mode of the grading, unless an admin has set another
 * @throws AppError `not_found`
 */
export async function submitAttempt(
  db: Db,
  jobs: JobQueue,
  input: { attemptId: string; userId: string; submitKey: string; mode: Mode },
  onQueueError: (error: unknown) => void,
): Promise<Receipt> {
  const receipt = await db.transaction(async (tx) => {
    const attempt = await requireOwnAttempt(tx, input, { lock: true });
    if (attempt.status === "submitted") return requireReceipt(tx, attempt);
    return freeze(tx, attempt, { by: "candidate", submitKey: input.submitKey, mode: input.mode });
  });
  await enqueueOrLeave(jobs, receipt.gradeId, onQueueError);
  return receipt;
}

/**
 * Hands in every attempt whose deadline and grace have passed, with what was last saved. Several
 * processes may run it at once: each takes the rows that no other holds. Each attempt is a
 * transaction of its own, so that one that can't be handed in keeps no other waiting.
 * @returns the receipts of what it handed in, at most `limit`
 */
export async function submitOverdue(
  db: Db,
  jobs: JobQueue,
  options: { mode: Mode; limit: number },
  on: {
    queueError: (error: unknown) => void;
    refusal: (attemptId: string, error: unknown) => void;
  },
): Promise<Receipt[]> {
  const overdue = await db
    .select({ id: attempts.id })
    .from(attempts)
    .where(isOverdue())
    .orderBy(attempts.deadlineAt)
    .limit(options.limit);
  const receipts: Receipt[] = [];
  for (const { id } of overdue) {
    try {
      const receipt = await submitOne(db, id, options.mode);
      if (receipt) receipts.push(receipt);
    } catch (error) {
      on.refusal(id, error);
    }
  }
  for (const { gradeId } of receipts) await enqueueOrLeave(jobs, gradeId, on.queueError);
  return receipts;
}

/** Null when another process has it in hand, or it was handed in meanwhile. */
function submitOne(db: Db, attemptId: string, mode: Mode): Promise<Receipt | null> {
  return db.transaction(async (tx) => {
    const [attempt] = await tx
      .select({ ...getTableColumns(attempts), now: DATABASE_NOW })
      .from(attempts)
      .where(and(eq(attempts.id, attemptId), isOverdue()))
      .for("update", { skipLocked: true });
    return attempt ? freeze(tx, attempt, { by: "deadline", submitKey: null, mode }) : null;
  });
}

function isOverdue() {
  return and(
    eq(attempts.status, "in_progress"),
    sql`${attempts.deadlineAt} < now() - ${GRACE_MS}::int * interval '1 millisecond'`,
  );
}

/**
 * Reads what is handed in once the attempt is locked, and writes in one statement: of a burst of
 * submits, trips to the database are what takes the time (ADR 13).
 */
async function freeze(
  tx: DbOrTx,
  attempt: TimedAttempt,
  how: { by: "candidate" | "deadline"; submitKey: string | null; mode: Mode },
): Promise<Receipt> {
  const { worksheet, answers: written, scene } = await readWork(tx, attempt.id);
  const answers = await freezeWorksheet(tx, attempt.id, worksheet, written);
  const contentHash = canonicalHash({ answers, scene });
  const submittedAt = attempt.now;
  const graded = tx.$with("graded").as(
    tx
      .insert(grades)
      .values({
        attemptId: attempt.id,
        version: 1,
        rubricVersionId: attempt.rubricVersionId,
        // What an admin has set goes before the environment's word.
        mode: sql`coalesce((select mode from judge_settings), ${how.mode}::mode)`,
      })
      .returning({ id: grades.id }),
  );
  const submitted = tx.$with("submitted").as(
    tx
      .update(attempts)
      .set({
        status: "submitted",
        submittedAt,
        submittedBy: how.by,
        submitKey: how.submitKey,
        contentHash,
      })
      .where(eq(attempts.id, attempt.id)),
  );
  const audited = tx.$with("audited").as(
    insertAudit(tx, {
      actorId: how.by === "candidate" ? attempt.userId : null,
      action: "attempt.submit",
      subjectId: attempt.id,
      detail: { by: how.by, contentHash },
    }),
  );
  const [grade] = await tx.with(graded, submitted, audited).select({ id: graded.id }).from(graded);
  if (!grade) throw new Error(`the grading of attempt ${attempt.id} was not inserted`);
  return {
    attemptId: attempt.id,
    gradeId: grade.id,
    contentHash,
    submittedAt: submittedAt.toISOString(),
  };
}

type Work = { worksheet: SavedWorksheet | null; answers: Answers; scene: Scene };

/** Not in the statement that locks: that one sees nothing of a save it had to wait for. */
async function readWork(tx: DbOrTx, attemptId: string): Promise<Work> {
  const [row] = await tx.execute<Omit<Work, "answers"> & { answers: Partial<Answers> }>(sql`
    select ${answersOf(attemptId)} as answers, ${worksheetOf(attemptId)} as worksheet,
      jsonb_build_object('elements', ${elementsOf(attemptId)}, 'files', ${filesOf(attemptId)}) as scene`);
  if (!row) throw new Error(`the work of attempt ${attemptId} was not read`);
  return { ...row, answers: { ...EMPTY_ANSWERS, ...row.answers } };
}

/** The five texts as they stand; untouched sections are "". */
export async function getAnswers(tx: DbOrTx, attemptId: string): Promise<Answers> {
  const [row] = await tx.execute<{ answers: Partial<Answers> }>(
    sql`select ${answersOf(attemptId)} as answers`,
  );
  return { ...EMPTY_ANSWERS, ...row?.answers };
}

async function requireReceipt(tx: DbOrTx, attempt: OwnAttempt): Promise<Receipt> {
  const [grade] = await tx
    .select({ id: grades.id })
    .from(grades)
    .where(eq(grades.attemptId, attempt.id))
    .orderBy(sql`${grades.version} asc`)
    .limit(1);
  if (!grade || attempt.contentHash === null || attempt.submittedAt === null) {
    throw new AppError("conflict", {
      message: `submitted attempt ${attempt.id} has no grading`,
      userMessage: "This attempt was handed in, but its receipt can't be found.",
    });
  }
  return {
    attemptId: attempt.id,
    gradeId: grade.id,
    contentHash: attempt.contentHash,
    submittedAt: attempt.submittedAt.toISOString(),
  };
}

/** The row is the truth: a queue that is away only delays, so the caller hears of it and goes on. */
async function enqueueOrLeave(
  jobs: JobQueue,
  gradeId: string,
  onQueueError: (error: unknown) => void,
): Promise<void> {
  try {
    await jobs.enqueueGrading(gradeId);
  } catch (error) {
    onQueueError(error);
  }
}
