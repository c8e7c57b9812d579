import { and, eq, isNull } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { calibrationAnswers } from "../db/tables/authoring";
import { canonicalHash } from "../text/canonical-hash";

/** A calibration answer as it is stored. */
export type StoredAnswer = {
  name: string;
  hash: string;
  answerText: string;
  sceneText: string | null;
};

/** Whose answers: a problem's, or those of the draft of a problem that is not there yet. */
export type AnswerOwner = { id: string; problemId: string | null };

/** The condition that an answer is this draft's, or its problem's. */
export function belongsTo({ id, problemId }: AnswerOwner): SQL {
  return problemId === null
    ? eq(calibrationAnswers.draftId, id)
    : eq(calibrationAnswers.problemId, problemId);
}

/** The columns that say so in a new row. */
export function ownerColumns({ id, problemId }: AnswerOwner): {
  problemId: string | null;
  draftId: string | null;
} {
  return problemId === null ? { problemId: null, draftId: id } : { problemId, draftId: null };
}

/** The calibration answers that a draft is tried on, by name; without those that were taken out. */
export function listStoredAnswers(db: DbOrTx, draft: AnswerOwner): Promise<StoredAnswer[]> {
  return db
    .select({
      name: calibrationAnswers.name,
      hash: calibrationAnswers.hash,
      answerText: calibrationAnswers.answerText,
      sceneText: calibrationAnswers.sceneText,
    })
    .from(calibrationAnswers)
    .where(and(belongsTo(draft), isNull(calibrationAnswers.removedAt)))
    .orderBy(calibrationAnswers.name);
}

/** One hash for all of them: a dry run speaks only of the answers it was made on. */
export function hashAnswers(answers: readonly StoredAnswer[]): string {
  return canonicalHash(answers.map(({ name, hash }) => [name, hash]));
}
