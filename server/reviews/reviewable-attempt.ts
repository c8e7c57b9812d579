import { and, eq, ne } from "drizzle-orm";
import { hasRole } from "#domain/accounts/roles";
import type { Viewer } from "../accounts/sessions";
import { parseAttemptId } from "../attempts/own-attempt";
import type { OwnAttempt } from "../attempts/own-attempt";
import type { DbOrTx } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { AppError } from "../errors";

/** Who changes something in which review. */
export type ReviewerAt = { attemptId: string; reviewer: Viewer };

/**
 * The attempt that a reviewer is about to judge, locked until the transaction ends: what people do
 * to one review happens one after another.
 * @throws AppError `forbidden` for who is no reviewer and on one's own attempt; `not_found`;
 *   `conflict` when it was not handed in yet
 */
export async function requireReviewable(tx: DbOrTx, who: ReviewerAt): Promise<OwnAttempt> {
  if (!hasRole(who.reviewer.role, "reviewer")) {
    throw new AppError("forbidden", {
      message: `${who.reviewer.id} is no reviewer`,
      userMessage: "Only reviewers can do this.",
    });
  }
  const [attempt] = await tx
    .select()
    .from(attempts)
    // A drill is its candidate's own.
    .where(and(eq(attempts.id, parseAttemptId(who.attemptId)), ne(attempts.kind, "drill")))
    .for("no key update");
  if (!attempt) {
    throw new AppError("not_found", {
      message: `no attempt ${who.attemptId}`,
      userMessage: "There is no such attempt.",
    });
  }
  requireStranger(attempt.userId, who.reviewer);
  if (attempt.status !== "submitted") {
    throw new AppError("conflict", {
      message: `attempt ${attempt.id} is still open`,
      userMessage: "This attempt has not been handed in yet.",
    });
  }
  return attempt;
}

/** @throws AppError `forbidden` on one's own attempt */
export function requireStranger(candidateId: string, reviewer: Viewer): void {
  if (candidateId !== reviewer.id) return;
  throw new AppError("forbidden", {
    message: `${reviewer.id} asked to review their own attempt`,
    userMessage: "This attempt is your own: someone else reviews it. Your report shows the grade.",
  });
}
