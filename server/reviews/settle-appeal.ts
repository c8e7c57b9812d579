import { and, eq } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { appeals } from "../db/tables/reviews";
import { AppError } from "../errors";
import { createNotice } from "../notices/create-notice";
import { requirePossibleVerdict } from "./possible-verdict";
import type { SettleInput } from "#domain/reviews/review.schema";
import { requireReviewable } from "./reviewable-attempt";
import type { ReviewerAt } from "./reviewable-attempt";
import { findStanding, replaceOverride, requireJudged, requireSeen } from "./standing-override";

/** Worth of a verdict to the candidate, for "granted" to mean something. */
const RANK = { not_met: 0, cannot_assess: 0, partial: 1, met: 2 } as const;

/**
 * Settles an appeal. Granting writes the reviewer's verdict as an override with the same words;
 * declining leaves the verdict as it stands.
 * @throws AppError `forbidden`, `not_found`; `bad_request` when a grant would not raise the verdict, or
 *   gives half where the rubric has none;
 *   `conflict` when it was settled, or another verdict given, meanwhile
 */
export async function settleAppeal(db: Db, who: ReviewerAt, input: SettleInput): Promise<void> {
  await db.transaction(async (tx) => {
    const attempt = await requireReviewable(tx, who);
    const appeal = await requireOpenAppeal(tx, attempt.id, input.appealId);
    const { gradeId, criterionId } = appeal;
    const judged = await requireJudged(tx, { attemptId: attempt.id, gradeId, criterionId });
    const standing = await findStanding(tx, attempt.id, criterionId);
    const before = standing?.verdict ?? judged;
    if (input.outcome === "granted") {
      requireSeen(standing, input.basedOn);
      if (RANK[input.verdict] <= RANK[before]) throw notRaised();
      await requirePossibleVerdict(tx, { gradeId, criterionId, verdict: input.verdict });
      await replaceOverride(tx, {
        attemptId: attempt.id,
        gradeId,
        criterionId,
        verdict: input.verdict,
        reason: input.words,
        reviewerId: who.reviewer.id,
      });
    }
    const verdict = input.outcome === "granted" ? input.verdict : before;
    await tx
      .update(appeals)
      .set({
        outcome: input.outcome,
        settledVerdict: verdict,
        settlement: input.words,
        settledBy: who.reviewer.id,
        settledAt: new Date(),
      })
      .where(eq(appeals.id, appeal.id));
    await createNotice(tx, { attemptId: attempt.id, kind: "challenge_settled", key: appeal.id });
    await writeAudit(tx, {
      actorId: who.reviewer.id,
      action: "appeal.settle",
      subjectId: appeal.id,
      detail: { attemptId: attempt.id, criterionId, outcome: input.outcome, verdict },
    });
  });
}

function notRaised(): AppError {
  return new AppError("bad_request", {
    message: "a grant that raises nothing",
    userMessage:
      "To grant, choose a better verdict than the current one. Otherwise decline, and say why.",
  });
}

async function requireOpenAppeal(tx: DbOrTx, attemptId: string, appealId: string) {
  const [appeal] = await tx
    .select({
      id: appeals.id,
      gradeId: appeals.gradeId,
      criterionId: appeals.criterionId,
      outcome: appeals.outcome,
      by: users.name,
    })
    .from(appeals)
    .leftJoin(users, eq(users.id, appeals.settledBy))
    .where(and(eq(appeals.id, appealId), eq(appeals.attemptId, attemptId)));
  if (!appeal) {
    throw new AppError("not_found", {
      message: `no appeal ${appealId} on attempt ${attemptId}`,
      userMessage: "There is no such appeal.",
    });
  }
  if (appeal.outcome === null) return appeal;
  throw new AppError("conflict", {
    message: `appeal ${appealId} is settled`,
    userMessage: `${appeal.by ?? "Another reviewer"} has ${appeal.outcome} this appeal already.`,
  });
}
