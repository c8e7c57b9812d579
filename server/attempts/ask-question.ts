import { and, asc, count, desc, eq } from "drizzle-orm";
import { requireUnderLimit } from "../accounts/require-under-limit";
import type { Db, DbOrTx } from "../db/client";
import { attemptQuestions } from "../db/tables/aids";
import { attempts } from "../db/tables/attempts";
import { problemVersions } from "../db/tables/content";
import { AppError } from "../errors";
import { questionJob } from "../jobs/question-job";
import type { JobQueue } from "../jobs/queue";
import type { Clarification } from "#domain/problems/problem.schema";
import { cleanText } from "../text/clean";
import { isOver, requireOwnAttempt } from "./own-attempt";
import type { OwnAttempt } from "./own-attempt";
import { answerByList } from "./questions/answer-by-list";
import { MAX_QUESTIONS, MAX_QUESTIONS_AN_HOUR } from "#domain/attempts/question.schema";
import type { Ask, AskedQuestion } from "#domain/attempts/question.schema";
import { settleByList, waitedMs } from "./save-question-answer";

/**
 * A model that has not answered by then, by the database's clock, is not waited for: the list
 * answers in its place.
 */
export const MODEL_WAIT_MS = 12_000;

type Who = { attemptId: string; userId: string };
type Row = typeof attemptQuestions.$inferSelect;

/**
 * Puts a question to the interviewer. Without a model, and for what is on the list word for word, the
 * answer is there at once; with one the question waits for the worker, and `listQuestions` tells.
 * Asking again with the same key asks nothing new.
 *
 * @returns all questions of the attempt, oldest first
 * @throws AppError `not_found`; `conflict` when the attempt is over; `too_many`; `bad_request` for a
 *   choice that was not offered
 */
export async function askQuestion(
  db: Db,
  jobs: Pick<JobQueue, "enqueue">,
  input: Who & { ask: Ask; hasModel: boolean },
  onQueueError: (error: unknown) => void,
): Promise<AskedQuestion[]> {
  const asked = await db.transaction(async (tx) => {
    const attempt = await requireOwnAttempt(tx, input, { lock: true });
    if (isOver(attempt, 0)) throw over(attempt.id);
    const list = await getClarifications(tx, attempt);
    const rows = await listRows(tx, attempt.id);
    if (rows.some(({ askKey }) => askKey === input.ask.askKey)) return null;
    await requireUnderAttemptLimit(tx, attempt.id);
    await requireUnderPersonLimit(tx, input.userId);
    requireOffered(input.ask.meant, attempt, rows);
    const question = cleanText(input.ask.question).text.replace(/\s+/g, " ").trim();
    const byList = answerByList(question, list, input.ask.meant);
    const isPending = input.hasModel && byList.status !== "answered";
    const [row] = await tx
      .insert(attemptQuestions)
      .values({
        attemptId: attempt.id,
        askKey: input.ask.askKey,
        question,
        ...(isPending
          ? { status: "pending" as const, clarificationIds: [] }
          : { ...byList, answeredBy: "list" as const, answeredAt: new Date() }),
      })
      .returning({ id: attemptQuestions.id });
    return isPending ? (row?.id ?? null) : null;
  });
  if (asked !== null) await enqueueOrAnswer(db, jobs, asked, onQueueError);
  return listQuestions(db, input);
}

/** Without a queue nobody else will answer: the list does, now. */
async function enqueueOrAnswer(
  db: Db,
  jobs: Pick<JobQueue, "enqueue">,
  questionId: string,
  onQueueError: (error: unknown) => void,
): Promise<void> {
  try {
    await jobs.enqueue(questionJob, questionId);
  } catch (error) {
    onQueueError(error);
    await settleByList(db, questionId);
  }
}

/**
 * The questions of an attempt with their answers, oldest first. One that a model has left waiting for
 * too long is answered by the list, here and now.
 * @throws AppError `not_found` for an attempt that is not this person's
 */
export async function listQuestions(db: Db, who: Who): Promise<AskedQuestion[]> {
  return listQuestionsOf(db, await requireOwnAttempt(db, who, { lock: false }));
}

/** As `listQuestions`, for an attempt that was read and is known to be this person's. */
export async function listQuestionsOf(db: Db, attempt: OwnAttempt): Promise<AskedQuestion[]> {
  let rows = await listRows(db, attempt.id);
  if (rows.length === 0) return [];
  if (rows.some(({ status }) => status === "pending")) {
    for (const { id, waitedMs } of await listWaits(db, attempt.id))
      if (waitedMs > MODEL_WAIT_MS) await settleByList(db, id);
    rows = await listRows(db, attempt.id);
  }
  return toAsked(rows, await getClarifications(db, attempt));
}

function listWaits(db: Db, attemptId: string): Promise<{ id: string; waitedMs: number }[]> {
  return db
    .select({ id: attemptQuestions.id, waitedMs })
    .from(attemptQuestions)
    .where(and(eq(attemptQuestions.attemptId, attemptId), eq(attemptQuestions.status, "pending")));
}

/** Rows as candidates see them: of the list they learn what was asked or offered, and no more. */
function toAsked(rows: readonly Row[], list: readonly Clarification[]): AskedQuestion[] {
  return rows.map((row) => ({
    id: row.id,
    question: row.question,
    status: row.status,
    answer: row.answer,
    answeredBy: row.answeredBy,
    offered:
      row.status === "unsure"
        ? list
            .filter(({ id }) => row.clarificationIds.includes(id))
            .map(({ id, question }) => ({ id, question }))
        : [],
    askedAt: row.askedAt.toISOString(),
  }));
}

function listRows(db: DbOrTx, attemptId: string): Promise<Row[]> {
  return db
    .select()
    .from(attemptQuestions)
    .where(eq(attemptQuestions.attemptId, attemptId))
    .orderBy(asc(attemptQuestions.askedAt), asc(attemptQuestions.id));
}

async function getClarifications(
  db: DbOrTx,
  attempt: Pick<OwnAttempt, "problemVersionId">,
): Promise<Clarification[]> {
  const [row] = await db
    .select({ body: problemVersions.body })
    .from(problemVersions)
    .where(eq(problemVersions.id, attempt.problemVersionId));
  if (!row) throw new Error(`problem version ${attempt.problemVersionId} is gone`);
  return row.body.head.clarifications;
}

async function requireUnderAttemptLimit(tx: DbOrTx, attemptId: string): Promise<void> {
  const [row] = await tx
    .select({ asked: count() })
    .from(attemptQuestions)
    .where(eq(attemptQuestions.attemptId, attemptId));
  if ((row?.asked ?? 0) < MAX_QUESTIONS) return;
  throw new AppError("too_many", {
    message: `attempt ${attemptId} asked ${MAX_QUESTIONS} questions`,
    userMessage: `You have asked ${MAX_QUESTIONS} questions. Decide the rest yourself, and say what you assume.`,
  });
}

/** Over all attempts: another one can be started at any time. */
function requireUnderPersonLimit(tx: DbOrTx, userId: string): Promise<void> {
  return requireUnderLimit(
    tx,
    { userId, most: MAX_QUESTIONS_AN_HOUR, what: "questions" },
    async (most) => {
      const asked = await tx
        .select({ at: attemptQuestions.askedAt })
        .from(attemptQuestions)
        .innerJoin(attempts, eq(attempts.id, attemptQuestions.attemptId))
        .where(eq(attempts.userId, userId))
        .orderBy(desc(attemptQuestions.askedAt))
        .limit(most);
      return asked.map(({ at }) => at);
    },
    (wait) =>
      `You have asked ${MAX_QUESTIONS_AN_HOUR} questions within the hour. Decide the rest yourself and say what you assume, or ask again in ${wait}.`,
  );
}

/** In a mock interview ids can't be tried out: only what was offered there may be meant. */
function requireOffered(
  meant: string | undefined,
  attempt: OwnAttempt,
  rows: readonly Row[],
): void {
  if (meant === undefined || attempt.isPractice) return;
  if (rows.some((row) => row.status === "unsure" && row.clarificationIds.includes(meant))) return;
  throw new AppError("bad_request", {
    message: "a clarification was asked for that was not offered",
    userMessage: "Ask in your own words.",
  });
}

function over(attemptId: string): AppError {
  return new AppError("conflict", {
    message: `attempt ${attemptId} takes no more questions`,
    userMessage: "The interview is over. Nothing more can be asked.",
  });
}
