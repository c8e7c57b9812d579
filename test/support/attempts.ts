import { randomUUID } from "node:crypto";
import { DEFAULT_LIMITS } from "#server/env";
import type { Rate } from "#domain/accounts/person-limits";
import type { Answers, TextId } from "#domain/attempts/answer.schema";
import { saveAttempt } from "#server/attempts/save-attempt";
import type { StartAttempt } from "#domain/attempts/start.schema";
import { saveSchema } from "#domain/attempts/save.schema";
import { replyIdOf } from "#domain/attempts/turn.schema";
import type { SectionId } from "#domain/problems/scale";
import { declineProbe } from "#server/attempts/decline-probe";
import { attemptTurns } from "#server/db/tables/turns";
import { startAttempt } from "#server/attempts/start-attempt";
import { submitAttempt } from "#server/attempts/submit-attempt";
import type { Receipt } from "#server/attempts/submit-attempt";
import type { Db } from "#server/db/client";
import { gradingJob } from "#server/jobs/grading-job";
import { dryRunJob } from "#server/jobs/dry-run-job";
import { judgeTestJob } from "#server/jobs/judge-test-job";
import { judgeCheckJob } from "#server/jobs/judge-check-job";
import { probeJob } from "#server/jobs/probe-job";
import { questionJob } from "#server/jobs/question-job";
import type { JobQueue } from "#server/jobs/queue";
import { RAG } from "./content";

export const SET_UP = {
  level: "senior",
  lens: "product",
  brief: "case",
  minutes: 45,
  isPractice: false,
  hasCurveball: false,
} as const;

const MANY = { perHour: 100_000, perDay: 100_000 };
/** For tests that have one person do what many do. */
export const NO_LIMITS = { ...DEFAULT_LIMITS, starts: MANY, gradings: MANY };

/** An open attempt of 45 minutes on the RAG problem. */
export async function openAttempt(
  db: Db,
  userId: string,
  setUp: Partial<StartAttempt> = {},
): Promise<string> {
  const started = { ...SET_UP, ...setUp, userId, slug: RAG, limits: NO_LIMITS };
  const { attemptId } = await startAttempt(db, started);
  return attemptId;
}

/** Saves whole texts and elements as one tab would with its first save. */
export async function saveWork(
  db: Db,
  who: { attemptId: string; userId: string },
  work: { answers?: Partial<Record<TextId, string>>; elements?: unknown[] },
): Promise<void> {
  const texts = Object.entries(work.answers ?? {}).map(([section, text]) => [
    section,
    { kind: "whole", baseRevision: 0, text },
  ]);
  const save = saveSchema.parse({
    clientId: randomUUID(),
    seq: 1,
    texts: Object.fromEntries(texts),
    elements: work.elements ?? [],
  });
  await saveAttempt(db, { ...who, save });
}

/** A follow-up as the interviewer has asked it, and what was replied to it. */
export type Replied = {
  section?: SectionId;
  question?: string;
  reply: string;
  isDeclined?: boolean;
};

/**
 * An open attempt with follow-ups that were asked and replied to, whether or not its rubric has any to
 * ask.
 */
export async function openReplied(
  db: Db,
  userId: string,
  ...said: readonly Replied[]
): Promise<{ attemptId: string; userId: string }> {
  const who = { attemptId: await openAttempt(db, userId, { probing: "on_request" }), userId };
  for (const [at, one] of said.entries()) {
    const turn = at + 1;
    const { section = "components", question = "What happens beyond two seconds?" } = one;
    await db
      .insert(attemptTurns)
      .values({
        attemptId: who.attemptId,
        seq: turn,
        kind: "probe",
        section,
        askKey: randomUUID(),
        text: question,
        writtenBy: "authored",
        writtenAt: new Date(),
      });
    const texts = { [replyIdOf(turn)]: { kind: "whole", baseRevision: 0, text: one.reply } };
    const save = saveSchema.parse({ clientId: randomUUID(), seq: 1, texts });
    await saveAttempt(db, { ...who, save });
    if (one.isDeclined) await declineProbe(db, { ...who, turn });
  }
  return who;
}

/** An attempt with this work, handed in. */
export async function handIn(
  db: Db,
  jobs: JobQueue,
  userId: string,
  work: { answers?: Partial<Answers>; elements?: unknown[] },
  gradings?: Rate,
): Promise<Receipt> {
  const attemptId = await openAttempt(db, userId);
  await saveWork(db, { attemptId, userId }, work);
  return submit(db, jobs, { attemptId, userId }, gradings);
}

/** Hands in an attempt as it was saved. */
export function submit(
  db: Db,
  jobs: JobQueue,
  who: { attemptId: string; userId: string },
  gradings: Rate = NO_LIMITS.gradings,
): Promise<Receipt> {
  const input = { ...who, submitKey: randomUUID(), mode: "standard" as const, gradings };
  return submitAttempt(db, jobs, input, throwIt);
}

/** For what is told of a queue that is away, in a test where none may be. */
export function throwIt(error: unknown): never {
  throw error;
}

/** A queue that keeps what it was asked, for tests of the side that asks. */
export function createRecordingQueue(): JobQueue & {
  gradeIds: string[];
  questionIds: string[];
  turnIds: string[];
  dryRunIds: string[];
  judgeTestIds: string[];
  judgeCheckIds: string[];
} {
  const gradeIds: string[] = [];
  const dryRunIds: string[] = [];
  const judgeTestIds: string[] = [];
  const judgeCheckIds: string[] = [];
  const questionIds: string[] = [];
  const turnIds: string[] = [];
  return {
    gradeIds,
    questionIds,
    turnIds,
    dryRunIds,
    judgeTestIds,
    judgeCheckIds,
    enqueue: (job, rowId) => {
      const byJob = new Map([
        [gradingJob, gradeIds],
        [dryRunJob, dryRunIds],
        [judgeTestJob, judgeTestIds],
        [judgeCheckJob, judgeCheckIds],
        [questionJob, questionIds],
        [probeJob, turnIds],
      ]);
      byJob.get(job)?.push(rowId);
      return Promise.resolve();
    },
    getCounts: () => Promise.resolve({ waiting: gradeIds.length, active: 0, delayed: 0 }),
  };
}
