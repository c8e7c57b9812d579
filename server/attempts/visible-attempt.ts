import { and, eq, ne, or } from "drizzle-orm";
import { hasRole } from "#domain/accounts/roles";
import type { Viewer } from "../accounts/sessions";
import type { DbOrTx } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { AppError } from "../errors";
import { parseAttemptId } from "./own-attempt";
import type { OwnAttempt } from "./own-attempt";

/**
 * A submitted attempt, for its candidate or for a reviewer; a drill for its candidate alone. Anyone
 * else is told that there is none.
 * @throws AppError `not_found`; `conflict` when it was not handed in yet
 */
export async function requireSubmittedAttempt(
  db: DbOrTx,
  who: { attemptId: string; viewer: Viewer },
): Promise<OwnAttempt & { submittedAt: Date; contentHash: string }> {
  const isReviewer = hasRole(who.viewer.role, "reviewer");
  const [attempt] = await db
    .select()
    .from(attempts)
    .where(
      and(
        eq(attempts.id, parseAttemptId(who.attemptId)),
        isReviewer
          ? or(ne(attempts.kind, "drill"), eq(attempts.userId, who.viewer.id))
          : eq(attempts.userId, who.viewer.id),
      ),
    );
  if (!attempt) {
    throw new AppError("not_found", {
      message: `no attempt ${who.attemptId} for this person`,
      userMessage: "There is no such attempt.",
    });
  }
  const { submittedAt, contentHash } = attempt;
  if (submittedAt === null || contentHash === null) {
    throw new AppError("conflict", {
      message: `attempt ${attempt.id} is still open`,
      userMessage: "This attempt has not been handed in yet.",
    });
  }
  return { ...attempt, submittedAt, contentHash };
}
