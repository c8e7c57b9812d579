import { and, eq } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { overrides } from "../db/tables/reviews";
import { AppError } from "../errors";
import { requireReviewable } from "./reviewable-attempt";
import type { ReviewerAt } from "./reviewable-attempt";
import { clearSignature, findStanding, requireSeen, withdrawStanding } from "./standing-override";

/**
 * Takes a person's verdict back: the judge's counts again. Any reviewer may; the row is kept.
 * @throws AppError `forbidden`, `not_found`; `conflict` when another one stands by now
 */
export async function withdrawOverride(
  db: Db,
  who: ReviewerAt,
  { overrideId }: { overrideId: string },
): Promise<void> {
  await db.transaction(async (tx) => {
    const attempt = await requireReviewable(tx, who);
    const [override] = await tx
      .select({ criterionId: overrides.criterionId })
      .from(overrides)
      .where(and(eq(overrides.id, overrideId), eq(overrides.attemptId, attempt.id)));
    if (!override) {
      throw new AppError("not_found", {
        message: `no override ${overrideId} on attempt ${attempt.id}`,
        userMessage: "There is no such verdict on this attempt.",
      });
    }
    const { criterionId } = override;
    const standing = await findStanding(tx, attempt.id, criterionId);
    if (standing === null) return;
    requireSeen(standing, overrideId);
    await withdrawStanding(tx, attempt.id, criterionId);
    await clearSignature(tx, attempt.id);
    await writeAudit(tx, {
      actorId: who.reviewer.id,
      action: "review.withdraw",
      subjectId: attempt.id,
      detail: { criterionId, overrideId },
    });
  });
}
