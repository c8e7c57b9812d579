import { sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import type { Answers } from "#domain/attempts/answer.schema";
import { answersOf } from "./work-sql";

/** The five texts as they stand; untouched sections are "". */
export async function getAnswers(tx: DbOrTx, attemptId: string): Promise<Answers> {
  const [row] = await tx.execute<{ answers: Partial<Answers> }>(
    sql`select ${answersOf(attemptId)} as answers`,
  );
  return { ...EMPTY_ANSWERS, ...row?.answers };
}
