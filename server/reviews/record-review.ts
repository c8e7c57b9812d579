import type { Db } from "../db/client";
import { AppError } from "../errors";
import type { JobQueue } from "../jobs/queue";
import { assignReview } from "./assign-review";
import { createComment } from "./create-comment";
import { deleteComment } from "./delete-comment";
import { deleteRating } from "./delete-rating";
import { requestRegrade } from "./request-regrade";
import { settleSchema } from "./review.schema";
import type { ReviewChange } from "./review.schema";
import type { ReviewerAt } from "./reviewable-attempt";
import { setOverride } from "./set-override";
import { settleAppeal } from "./settle-appeal";
import { signReview } from "./sign-review";
import { unsignReview } from "./unsign-review";
import { withdrawOverride } from "./withdraw-override";

type Tools = { db: Db; jobs: JobQueue; onQueueError: (error: unknown) => void };

/**
 * Does what a reviewer's page sent.
 * @throws AppError as the operation of each intent
 */
export async function recordReview(
  { db, jobs, onQueueError }: Tools,
  who: ReviewerAt,
  change: ReviewChange,
): Promise<void> {
  switch (change.intent) {
    case "override":
      await setOverride(db, who, change);
      return;
    case "withdraw":
      return withdrawOverride(db, who, change);
    case "comment":
      await createComment(db, who, change);
      return;
    case "delete-comment":
      return deleteComment(db, who, change);
    case "assign":
      return assignReview(db, who, change);
    case "sign":
      return signReview(db, who, change);
    case "unsign":
      return unsignReview(db, who);
    case "regrade":
      await requestRegrade(db, jobs, who, onQueueError);
      return;
    case "look":
      return deleteRating(db, who);
    case "settle":
      return settle(db, who, change);
  }
}

function settle(
  db: Db,
  who: ReviewerAt,
  change: Extract<ReviewChange, { intent: "settle" }>,
): Promise<void> {
  const settled = settleSchema.safeParse(change);
  if (settled.success) return settleAppeal(db, who, settled.data);
  throw new AppError("bad_request", {
    message: "a grant without a verdict",
    userMessage: "Choose the verdict that you grant.",
  });
}
