import { count, desc, eq } from "drizzle-orm";
import { requireUnderLimit } from "../accounts/require-under-limit";
import type { Db, DbOrTx } from "../db/client";
import { attemptQuestions } from "../db/tables/aids";
import { attempts } from "../db/tables/attempts";
import { AppError } from "../errors";
import { questionJob } from "../jobs/question-job";
import type { JobQueue } from "../jobs/queue";
import { cleanText } from "../text/clean";
import { isOver, requireOwnAttempt } from "./own-attempt";
import type { OwnAttempt } from "./own-attempt";
import { answerByList, isForModel } from "./questions/answer-by-list";
import { MAX_QUESTIONS, MAX_QUESTIONS_AN_HOUR } from "#domain/attempts/question.schema";
import type { Ask, AskedQuestion } from "#domain/attempts/question.schema";
import { getAskedProblem, listQuestions, listRows } from "./list-questions";
import type { QuestionRow } from "./list-questions";
import { settleByList } from "./save-question-answer";

type Who = { attemptId: string; userId: string };

/**
 * Puts a question to the interviewer. Without a model, and for what the list surely answers or
 * nobody will, the answer is there at once; with one the question waits for the worker, and `listQuestions` tells.
 * Asking again with the same key asks nothing new.
 *
 * @returns all questions of the attempt, oldest first
 * @throws AppError `not_found`; `conflict` when the attempt is over or takes no questions; `too_many`;
 *   `bad_request` for a choice that was not offered
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
    if (attempt.asking === "off") throw nobodyToAsk(attempt.id);
    const problem = await getAskedProblem(tx, attempt);
    const rows = await listRows(tx, attempt.id);
    if (rows.some(({ askKey }) => askKey === input.ask.askKey)) return null;
    await requireUnderAttemptLimit(tx, attempt.id);
    await requireUnderPersonLimit(tx, input.userId);
    requireOffered(input.ask.meant, attempt, rows);
    const question = cleanText(input.ask.question).text.replace(/\s+/g, " ").trim();
    const byList = answerByList(question, problem, input.ask.meant);
    const isPending = input.hasModel && isForModel(question, byList);
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
      `You have asked ${MAX_QUESTIONS_AN_HOUR} questions in the past hour. Decide the rest yourself and say what you assume, or ask again in ${wait}.`,
  );
}

/** Where the list is hidden ids can't be tried out: only what was offered there may be meant. */
function requireOffered(
  meant: string | undefined,
  attempt: OwnAttempt,
  rows: readonly QuestionRow[],
): void {
  if (meant === undefined || attempt.asking === "list") return;
  const open = rows.filter(({ status }) => status === "unsure" || status === "unsettled");
  if (open.some(({ clarificationIds }) => clarificationIds.includes(meant))) return;
  throw new AppError("bad_request", {
    message: "a clarification was asked for that was not offered",
    userMessage: "Ask in your own words.",
  });
}

function nobodyToAsk(attemptId: string): AppError {
  return new AppError("conflict", {
    message: `attempt ${attemptId} takes no questions`,
    userMessage:
      "You started this attempt without questions to the interviewer. Make an assumption and state it.",
  });
}

function over(attemptId: string): AppError {
  return new AppError("conflict", {
    message: `attempt ${attemptId} takes no more questions`,
    userMessage: "The interview is over. Nothing more can be asked.",
  });
}
