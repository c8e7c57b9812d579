import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { requireOwnAttempt } from "../attempts/own-attempt";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { shareLinks } from "../db/tables/shares";
import { AppError } from "../errors";
import { hasSeenGrade } from "../reviews/get-own-marks";
import { createShareToken } from "./share-token";
import type { CreateShare } from "#domain/grading/share.schema";

/** Working links of one attempt: enough for everybody one would ask. */
export const MAX_LINKS = 10;

/**
 * Makes a link to the report of one's own attempt. The report has to have been opened: a link is no
 * way round marking oneself first.
 * @returns the link's token, which nobody can be told again
 * @throws AppError `not_found`; `conflict` where there is no opened report, or too many links
 */
export async function createShareLink(
  db: Db,
  input: CreateShare & { attemptId: string; userId: string },
): Promise<{ token: string; expiresAt: string }> {
  const { attemptId, userId, days, showsName, showsScore } = input;
  const { token, tokenHash } = createShareToken();
  return db.transaction(async (tx) => {
    await requireOwnAttempt(tx, { attemptId, userId }, { lock: true });
    if (!(await hasSeenGrade(tx, { attemptId, userId }))) {
      throw new AppError("conflict", {
        message: `attempt ${attemptId} has no report that was opened`,
        userMessage: "There is no report to share yet.",
      });
    }
    const working = await tx.$count(
      shareLinks,
      and(
        eq(shareLinks.attemptId, attemptId),
        isNull(shareLinks.revokedAt),
        gt(shareLinks.expiresAt, sql`now()`),
      ),
    );
    if (working >= MAX_LINKS) {
      throw new AppError("conflict", {
        message: `${MAX_LINKS} links to attempt ${attemptId}`,
        userMessage: `This report has ${MAX_LINKS} working links. Revoke one to create another.`,
      });
    }
    const [link] = await tx
      .insert(shareLinks)
      .values({
        attemptId,
        tokenHash,
        showsName,
        showsScore,
        expiresAt: sql`now() + ${days}::int * interval '1 day'`,
      })
      .returning({ id: shareLinks.id, expiresAt: shareLinks.expiresAt });
    if (!link) throw new Error("no link was made");
    const expiresAt = link.expiresAt.toISOString();
    await writeAudit(tx, {
      actorId: userId,
      action: "share.create",
      subjectId: link.id,
      detail: { attemptId, expiresAt, showsName, showsScore },
    });
    return { token, expiresAt };
  });
}
