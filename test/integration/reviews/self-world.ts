import { getSelfRating } from "#server/reviews/get-self-rating";
import type { OpenCriterion } from "#server/reviews/get-self-rating";
import { saveSelfMark } from "#server/reviews/save-self-mark";
import { startSelfRating } from "#server/reviews/start-self-rating";
import { submitSelfRating } from "#server/reviews/submit-self-rating";
import type { PersonVerdict } from "#domain/reviews/review.schema";
import type { Db } from "#server/db/client";
import { createRecordingQueue, handIn } from "../../support/attempts";
import { gateAnswerHere } from "../../support/gate-here";
import { ANSWERS } from "../../support/grading-fixture";

export type At = { attemptId: string; userId: string };

/** An answer of one's own, handed in and begun to be marked. */
export async function beginMarking(db: Db, userId: string): Promise<At & { gradeId: string }> {
  const queue = createRecordingQueue();
  const { attemptId, gradeId } = await handIn(db, queue, userId, { answers: ANSWERS });
  await startSelfRating(db, gateAnswerHere, { attemptId, userId });
  return { attemptId, gradeId, userId };
}

/** The criterion that is shown: that of a number, or the next. */
export async function readOpen(db: Db, at: At, number: number | null = null) {
  const { stage } = await getSelfRating(db, at, number);
  if (stage.kind !== "marking") throw new Error(`it is at ${stage.kind}`);
  return stage satisfies OpenCriterion;
}

/** Marks whatever has no mark yet, in order. */
export async function markAll(db: Db, at: At, verdict: PersonVerdict = "met"): Promise<void> {
  for (;;) {
    const { criterion, mark } = await readOpen(db, at);
    if (mark !== null) return;
    await saveSelfMark(db, at, { criterionId: criterion.id, verdict });
  }
}

/** Begins, marks everything alike, and finishes. */
export async function markWhole(
  db: Db,
  userId: string,
  verdict: PersonVerdict = "met",
): Promise<At & { gradeId: string }> {
  const at = await beginMarking(db, userId);
  await markAll(db, at, verdict);
  await submitSelfRating(db, at);
  return at;
}
