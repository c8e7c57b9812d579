import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { DEFAULT_LIMITS } from "../env";
import type { Rate } from "#domain/accounts/person-limits";
import type { Db, DbOrTx } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { grades } from "../db/tables/grades";
import { AppError } from "../errors";
import { DAY_USED_UP } from "#domain/grading/day-used-up";
import type { Mode } from "#domain/grading/verdicts";
import { gradingJob } from "../jobs/grading-job";
import type { JobQueue } from "../jobs/queue";
import { createNotice } from "../notices/create-notice";
import { canonicalHash } from "../text/canonical-hash";
import { freezeWorksheet } from "./freeze-worksheet";
import { GRACE_MS, requireOwnAttempt } from "./own-attempt";
import type { OwnAttempt } from "./own-attempt";
import { readForSubmit } from "./read-for-submit";
import type { BeforeSubmit } from "./read-for-submit";
import { writeFrozenAnswer, writeSubmit } from "./write-submit";
import type { Submission } from "./write-submit";

/** What the candidate holds in hand: the hash names exactly what was frozen. */
export type Receipt = {
  attemptId: string;
  gradeId: string;
  contentHash: string;
  /** ISO 8601. */
  submittedAt: string;
  /** False: it was handed in beyond its person's gradings of a day, and a grade can be asked for later. */
  isQueued: boolean;
};

export const submitKeySchema = z.string().regex(/^[A-Za-z0-9-]{8,64}$/);

type Submitter = { attemptId: string; userId: string };
type How = Omit<Submission, "contentHash">;

/**
 * Freezes the attempt and asks for its grading, all of it or nothing; then tells the queue. Asking
 * again, from whatever tab and with whatever key, returns the same receipt. If the queue is away the
 * receipt still stands, since the sweep enqueues what has no job.
 *
 * Two statements do it, as they do a save: one that reads and one that writes if nothing was saved in
 * between. Of a burst of submits, trips to the database are what takes the time (ADR 13). Only one
 * that loses such a race, or that has a worksheet to write down first, takes the attempt's lock.
 * @param input.mode of the grading, unless an admin has set another
 * @throws AppError `not_found`
 */
export async function submitAttempt(
  db: Db,
  jobs: JobQueue,
  input: Submitter & { submitKey: string; mode: Mode; gradings?: Rate },
  onQueueError: (error: unknown) => void,
): Promise<Receipt> {
  const { submitKey, mode, gradings = DEFAULT_LIMITS.gradings } = input;
  const how: How = { by: "candidate", submitKey, mode, gradings };
  const receipt = (await trySubmit(db, input, how)) ?? (await submitLocked(db, input, how));
  if (receipt.isQueued) await enqueueOrLeave(jobs, receipt.gradeId, onQueueError);
  return receipt;
}

/** @returns null, with nothing written, when it takes the lock */
async function trySubmit(db: Db, who: Submitter, how: How): Promise<Receipt | null> {
  const before = await readForSubmit(db, who);
  if (before.attempt.status === "submitted") return requireReceipt(db, before.attempt);
  const frozen = freezeWorksheet(before.worksheet, before.answers);
  return frozen.toWrite === null ? freeze(db, before, how) : null;
}

function submitLocked(db: Db, who: Submitter, how: How): Promise<Receipt> {
  return db.transaction(async (tx) => {
    await requireOwnAttempt(tx, who, { lock: true });
    return freezeLocked(tx, who, how);
  });
}

/** In a transaction that holds the attempt's lock: what is read no longer changes. */
async function freezeLocked(tx: DbOrTx, who: Submitter, how: How): Promise<Receipt> {
  const before = await readForSubmit(tx, who);
  if (before.attempt.status === "submitted") return requireReceipt(tx, before.attempt);
  const { answers, toWrite } = freezeWorksheet(before.worksheet, before.answers);
  if (toWrite !== null) await writeFrozenAnswer(tx, before.attempt.id, toWrite);
  const receipt = await freeze(tx, { ...before, answers }, how);
  if (receipt === null) throw new Error(`attempt ${who.attemptId} changed while it was locked`);
  return receipt;
}

/** @returns null, with nothing written, when a save or another submit came in between */
async function freeze(
  db: DbOrTx,
  { attempt, answers, interview, scene }: BeforeSubmit,
  how: How,
): Promise<Receipt | null> {
  // A question that nobody replied to is no work of theirs, and may still come in now.
  const said = interview.filter(({ reply }) => reply !== "");
  const contentHash = canonicalHash({
    answers,
    scene,
    // Receipts of attempts without replies stay what they were.
    ...(said.length > 0 && { interview: said }),
  });
  const submitted = await writeSubmit(db, attempt, { ...how, contentHash });
  if (submitted === null) return null;
  const { gradeId, submittedAt, isQueued } = submitted;
  return { attemptId: attempt.id, gradeId, contentHash, submittedAt, isQueued };
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
  options: { mode: Mode; limit: number; gradings?: Rate },
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
      const receipt = await submitOne(db, id, options);
      if (receipt) receipts.push(receipt);
    } catch (error) {
      on.refusal(id, error);
    }
  }
  try {
    // One that fails is enough to know: waiting for each would hold up the next that are overdue.
    for (const { gradeId, isQueued } of receipts) {
      if (isQueued) await jobs.enqueue(gradingJob, gradeId);
    }
  } catch (error) {
    on.queueError(error);
  }
  return receipts;
}

/**
 * Null when another process has it in hand, or it was handed in meanwhile. Its candidate is elsewhere: if
 * no grade comes of it they get a notice.
 */
function submitOne(
  db: Db,
  attemptId: string,
  { mode, gradings = DEFAULT_LIMITS.gradings }: { mode: Mode; gradings?: Rate },
): Promise<Receipt | null> {
  return db.transaction(async (tx) => {
    const [attempt] = await tx
      .select({ userId: attempts.userId })
      .from(attempts)
      .where(and(eq(attempts.id, attemptId), isOverdue()))
      .for("update", { skipLocked: true });
    if (!attempt) return null;
    const how: How = { by: "deadline", submitKey: null, mode, gradings };
    const receipt = await freezeLocked(tx, { attemptId, ...attempt }, how);
    if (!receipt.isQueued) {
      await createNotice(tx, { attemptId, kind: "not_graded", key: receipt.gradeId });
    }
    return receipt;
  });
}

function isOverdue() {
  return and(
    eq(attempts.status, "in_progress"),
    sql`${attempts.deadlineAt} < now() - ${GRACE_MS}::int * interval '1 millisecond'`,
  );
}

async function requireReceipt(
  tx: DbOrTx,
  attempt: Pick<OwnAttempt, "id" | "contentHash" | "submittedAt">,
): Promise<Receipt> {
  const [grade] = await tx
    .select({ id: grades.id, errorKind: grades.errorKind })
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
    isQueued: grade.errorKind !== DAY_USED_UP,
  };
}

/** The row is the truth: a queue that is away only delays, so the caller hears of it and goes on. */
async function enqueueOrLeave(
  jobs: JobQueue,
  gradeId: string,
  onQueueError: (error: unknown) => void,
): Promise<void> {
  try {
    await jobs.enqueue(gradingJob, gradeId);
  } catch (error) {
    onQueueError(error);
  }
}
