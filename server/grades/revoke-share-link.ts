import { and, eq, isNull } from "drizzle-orm";
import { requireOwnAttempt } from "../attempts/own-attempt";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { shareLinks } from "../db/tables/shares";
import { AppError } from "../errors";

/**
 * Ends a link of one's own report at once. One that was revoked stays so.
 * @throws AppError `not_found`, also for a link of another attempt
 */
export async function revokeShareLink(
  db: Db,
  input: { attemptId: string; userId: string; linkId: string },
): Promise<void> {
  const { attemptId, userId, linkId } = input;
  await db.transaction(async (tx) => {
    await requireOwnAttempt(tx, { attemptId, userId }, { lock: false });
    const own = and(eq(shareLinks.id, linkId), eq(shareLinks.attemptId, attemptId));
    const [revoked] = await tx
      .update(shareLinks)
      .set({ revokedAt: new Date() })
      .where(and(own, isNull(shareLinks.revokedAt)))
      .returning({ id: shareLinks.id });
    if (revoked) {
      await writeAudit(tx, {
        actorId: userId,
        action: "share.revoke",
        subjectId: linkId,
        detail: { attemptId },
      });
      return;
    }
    if ((await tx.$count(shareLinks, own)) > 0) return;
    throw new AppError("not_found", {
      message: `no link ${linkId} of attempt ${attemptId}`,
      userMessage: "There is no such link.",
    });
  });
}
