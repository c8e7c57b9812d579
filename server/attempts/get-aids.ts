import { asc, eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { attemptQuestions } from "../db/tables/aids";
import { problemVersions } from "../db/tables/content";
import type { SectionId } from "#domain/problems/scale";
import type { ProblemHead } from "#domain/problems/problem.schema";
import { curveballDueAt, metCurveball } from "./curveball";
import { listOpenedSteps } from "./list-opened-steps";
import type { OwnAttempt } from "./own-attempt";

/** What a candidate met during an attempt: answers of the interviewer, hints, changed requirements. */
export type Aids = {
  /** Oldest first; `answer` is null where they never said which question was meant. */
  questions: { question: string; answer: string | null; askedAt: string }[];
  hints: { section: SectionId; step: number; text: string; openedAt: string }[];
  /** Null where it was not wanted, or did not come before the end. */
  curveball: { text: string; announcedAt: string } | null;
};

/** The aids that were used in a submitted attempt; times are ISO 8601. */
export async function getAids(db: DbOrTx, attempt: OwnAttempt): Promise<Aids> {
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
      section,
      step,
      openedAt: openedAt.toISOString(),
      text: content?.body.head.hints[section][step - 1] ?? "",
    })),
    curveball: content ? findCurveball(attempt, content.body.head) : null,
  };
}

function findCurveball(attempt: OwnAttempt, head: Partial<ProblemHead>): Aids["curveball"] {
  if (!head.curveball || !metCurveball(attempt, head.curveball.at)) return null;
  const dueAt = curveballDueAt(attempt, head.curveball.at);
  return dueAt && { text: head.curveball.text, announcedAt: dueAt.toISOString() };
}
