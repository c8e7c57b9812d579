import { and, eq, sql } from "drizzle-orm";
import type { Role } from "#domain/accounts/roles";
import type { Db, DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { attemptQuestions } from "../db/tables/aids";
import { attempts } from "../db/tables/attempts";
import { problemVersions } from "../db/tables/content";
import { pickAsked } from "./questions/asked-problem";
import type { AskedProblem } from "./questions/asked-problem";
import { answerByList } from "./questions/answer-by-list";
import type { Answering } from "./questions/answer-by-list";

/** How long a question has waited, in ms by the database's clock. */
export const waitedMs = sql<number>`(extract(epoch from now() - ${attemptQuestions.askedAt}) * 1000)::float8`;

/** Answers a question that still waits, in the words of the list. */
export async function settleByList(db: Db, questionId: string): Promise<void> {
  const waiting = await getWaitingQuestion(db, questionId);
  if (!waiting) return;
  await saveAnswering(db, questionId, {
    ...answerByList(waiting.question, waiting),
    answeredBy: "list",
  });
}

export type WaitingQuestion = AskedProblem & {
  question: string;
  /** Since it was asked, by the database's clock. */
  waitedMs: number;
  asker: { id: string; role: Role };
  statementMarkdown: string;
};

/** A question that waits, with all that an answer may rest on; null when it waits no more. */
export async function getWaitingQuestion(
  db: Db,
  questionId: string,
): Promise<WaitingQuestion | null> {
  const [row] = await db
    .select({
      question: attemptQuestions.question,
      waitedMs,
      body: problemVersions.body,
      asker: { id: users.id, role: users.role },
    })
    .from(attemptQuestions)
    .innerJoin(attempts, eq(attempts.id, attemptQuestions.attemptId))
    .innerJoin(problemVersions, eq(problemVersions.id, attempts.problemVersionId))
    .innerJoin(users, eq(users.id, attempts.userId))
    .where(and(eq(attemptQuestions.id, questionId), eq(attemptQuestions.status, "pending")));
  if (!row) return null;
  const { head, statementMarkdown } = row.body;
  const { question, waitedMs: waited, asker } = row;
  return { ...pickAsked(head), question, waitedMs: waited, asker, statementMarkdown };
}

/** What a call of the model was, for the bill. Null price: unknown. */
export type ModelBill = {
  requestedModel: string;
  returnedModel: string | null;
  inputTokens: number | null;
  outputTokens: number | null;
  costUsd: number | null;
  calledAt: Date;
};

/** Keeps what a call cost, whatever came of it. */
export async function saveQuestionBill(
  db: DbOrTx,
  questionId: string,
  bill: ModelBill,
): Promise<void> {
  await db.update(attemptQuestions).set(bill).where(eq(attemptQuestions.id, questionId));
}

/** Stores an answer; one that is there already stays. */
export async function saveAnswering(
  db: DbOrTx,
  questionId: string,
  answering: Answering & { answeredBy: "list" | "model" },
): Promise<void> {
  await db
    .update(attemptQuestions)
    .set({ ...answering, answeredAt: new Date() })
    .where(and(eq(attemptQuestions.id, questionId), eq(attemptQuestions.status, "pending")));
}
