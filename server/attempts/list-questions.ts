import { and, asc, eq } from "drizzle-orm";
import type { Db, DbOrTx } from "../db/client";
import { attemptQuestions } from "../db/tables/aids";
import { problemVersions } from "../db/tables/content";
import type { AskedQuestion } from "#domain/attempts/question.schema";
import type { Clarification } from "#domain/problems/problem.schema";
import { pickAsked } from "./questions/asked-problem";
import type { AskedProblem } from "./questions/asked-problem";
import { requireOwnAttempt } from "./own-attempt";
import type { OwnAttempt } from "./own-attempt";
import { settleByList, waitedMs } from "./save-question-answer";

/**
 * A model that has not answered by then, by the database's clock, is not waited for: the list
 * answers in its place.
 */
export const MODEL_WAIT_MS = 12_000;

type Who = { attemptId: string; userId: string };
export type QuestionRow = typeof attemptQuestions.$inferSelect;

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
  return toAsked(rows, (await getAskedProblem(db, attempt)).clarifications);
}

function listWaits(db: Db, attemptId: string): Promise<{ id: string; waitedMs: number }[]> {
  return db
    .select({ id: attemptQuestions.id, waitedMs })
    .from(attemptQuestions)
    .where(and(eq(attemptQuestions.attemptId, attemptId), eq(attemptQuestions.status, "pending")));
}

/** Rows as candidates see them: of the list they learn what was asked or offered, and no more. */
function toAsked(rows: readonly QuestionRow[], list: readonly Clarification[]): AskedQuestion[] {
  return rows.map((row) => ({
    id: row.id,
    question: row.question,
    status: row.status,
    answer: row.answer,
    answeredBy: row.answeredBy,
    offered:
      row.status === "unsure" || row.status === "unsettled"
        ? row.clarificationIds.flatMap((meant) =>
            list.filter(({ id }) => id === meant).map(({ id, question }) => ({ id, question })),
          )
        : [],
    askedAt: row.askedAt.toISOString(),
  }));
}

/** As they are stored, oldest first. */
export function listRows(db: DbOrTx, attemptId: string): Promise<QuestionRow[]> {
  return db
    .select()
    .from(attemptQuestions)
    .where(eq(attemptQuestions.attemptId, attemptId))
    .orderBy(asc(attemptQuestions.askedAt), asc(attemptQuestions.id));
}

/** What the interviewer of an attempt answers from. */
export async function getAskedProblem(
  db: DbOrTx,
  attempt: Pick<OwnAttempt, "problemVersionId">,
): Promise<AskedProblem> {
  const [row] = await db
    .select({ body: problemVersions.body })
    .from(problemVersions)
    .where(eq(problemVersions.id, attempt.problemVersionId));
  if (!row) throw new Error(`problem version ${attempt.problemVersionId} is gone`);
  return pickAsked(row.body.head);
}
