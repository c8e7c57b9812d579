import { and, eq, sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { prepareOnce } from "../db/prepare-once";
import { attempts } from "../db/tables/attempts";
import type { Scene } from "#domain/diagram/scene.schema";
import type { Exchange } from "#domain/attempts/turn.schema";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import type { Answers } from "#domain/attempts/answer.schema";
import type { SavedWorksheet } from "./freeze-worksheet";
import { notFound, parseAttemptId } from "./own-attempt";
import type { OwnAttempt } from "./own-attempt";
import { answersOf, elementsOf, exchangesOf, filesOf, worksheetOf } from "./work-sql";

/** All that is handed in, as it stood at one moment. */
export type BeforeSubmit = {
  attempt: Pick<
    OwnAttempt,
    "id" | "userId" | "status" | "revision" | "rubricVersionId" | "contentHash" | "submittedAt"
  >;
  /** Null where none was ever saved. */
  worksheet: SavedWorksheet | null;
  answers: Answers;
  interview: Exchange[];
  scene: Scene;
};

const attemptId = sql`${sql.placeholder("attemptId")}`;

const workBeforeSubmit = prepareOnce((db) =>
  db
    .select({
      id: attempts.id,
      userId: attempts.userId,
      status: attempts.status,
      revision: attempts.revision,
      rubricVersionId: attempts.rubricVersionId,
      contentHash: attempts.contentHash,
      submittedAt: attempts.submittedAt,
      answers: sql<Partial<Answers>>`${answersOf(attemptId)}`,
      interview: sql<Exchange[]>`${exchangesOf(attemptId)}`,
      worksheet: sql<SavedWorksheet | null>`${worksheetOf(attemptId)}`,
      elements: sql<Scene["elements"]>`${elementsOf(attemptId)}`,
      files: sql<Scene["files"]>`${filesOf(attemptId)}`,
    })
    .from(attempts)
    .where(and(eq(attempts.id, attemptId), eq(attempts.userId, sql.placeholder("userId"))))
    .prepare("work_before_submit"),
);

/**
 * Reads it in one statement, which sees one moment of the database and locks nothing.
 * @throws AppError `not_found` for an attempt that is not this person's
 */
export async function readForSubmit(
  db: DbOrTx,
  who: { attemptId: string; userId: string },
): Promise<BeforeSubmit> {
  const [row] = await workBeforeSubmit(db).execute({
    attemptId: parseAttemptId(who.attemptId),
    userId: who.userId,
  });
  if (!row) throw notFound(who.attemptId);
  const { answers, interview, worksheet, elements, files, ...attempt } = row;
  return {
    attempt,
    worksheet,
    answers: { ...EMPTY_ANSWERS, ...answers },
    interview,
    scene: { elements, files },
  };
}
