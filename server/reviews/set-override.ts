import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { requirePossibleVerdict } from "./possible-verdict";
import type { OverrideInput } from "#domain/reviews/review.schema";
import { requireReviewable } from "./reviewable-attempt";
import type { ReviewerAt } from "./reviewable-attempt";
import { findStanding, replaceOverride, requireJudged, requireSeen } from "./standing-override";

/**
 * Records a person's verdict on a criterion, beside the judge's. It belongs to the attempt, so a
 * re-grade leaves it standing; an older one is kept, withdrawn. With the judge's own verdict it says
 * that a person agrees. Of two people at once one is told what the other decided.
 * @returns id of the override
 * @throws AppError `forbidden`, `not_found`; `conflict` when another verdict stands than was seen;
 *   `bad_request` for partly where the rubric says of no half
 */
export async function setOverride(
  db: Db,
  who: ReviewerAt,
  { basedOn, ...input }: OverrideInput,
): Promise<string> {
  return db.transaction(async (tx) => {
    const attempt = await requireReviewable(tx, who);
    await requireJudged(tx, { attemptId: attempt.id, ...input });
    requireSeen(await findStanding(tx, attempt.id, input.criterionId), basedOn);
    await requirePossibleVerdict(tx, input);
    const id = await replaceOverride(tx, {
      ...input,
      attemptId: attempt.id,
      reviewerId: who.reviewer.id,
    });
    await writeAudit(tx, {
      actorId: who.reviewer.id,
      action: "review.override",
      subjectId: attempt.id,
      detail: { criterionId: input.criterionId, verdict: input.verdict, gradeId: input.gradeId },
    });
    return id;
  });
}
