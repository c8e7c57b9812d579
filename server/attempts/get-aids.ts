import { asc, eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { attemptQuestions } from "../db/tables/aids";
import { problemVersions } from "../db/tables/content";
import type { SectionId } from "../problems/scale";
import { listOpenedSteps } from "./open-hint";

/** What helped a candidate during an attempt: answers of the interviewer, and hints. */
export type Aids = {
  /** Oldest first; `answer` is null where they never said which question was meant. */
  questions: { question: string; answer: string | null; askedAt: string }[];
  hints: { section: SectionId; step: number; text: string; openedAt: string }[];
};

/** The aids that were used in an attempt; times are ISO 8601. */
export async function getAids(
  db: DbOrTx,
  attempt: { id: string; problemVersionId: string },
): Promise<Aids> {
  const [questions, steps, [content]] = await Promise.all([
    db
      .select({
        question: attemptQuestions.question,
        answer: attemptQuestions.answer,
        askedAt: attemptQuestions.askedAt,
      })
      .from(attemptQuestions)
      .where(eq(attemptQuestions.attemptId, attempt.id))
      .orderBy(asc(attemptQuestions.askedAt), asc(attemptQuestions.id)),
    listOpenedSteps(db, attempt.id),
    db
      .select({ body: problemVersions.body })
      .from(problemVersions)
      .where(eq(problemVersions.id, attempt.problemVersionId)),
  ]);
  return {
    questions: questions.map((one) => ({ ...one, askedAt: one.askedAt.toISOString() })),
    hints: steps.map(({ section, step, openedAt }) => ({
      ...{ section, step, openedAt: openedAt.toISOString() },
      text: content?.body.head.hints[section][step - 1] ?? "",
    })),
  };
}
