import { and, eq, ne } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { sessions } from "../db/tables/accounts";
import { hashToken } from "./sessions";

type Whose = { userId: string };

/**
 * Ends one of a person's sessions, or all but the one that asks.
 *
 * @param which `sessionId` of theirs, or the token of the session to keep
 * @returns how many ended: 0 for one that was over, or somebody else's
 */
export async function endSessions(
  db: Db,
  which: Whose & ({ sessionId: string } | { keptToken: string | null }),
): Promise<{ endedCount: number }> {
  const { userId } = which;
  const chosen =
    "sessionId" in which
      ? eq(sessions.id, which.sessionId)
      : ne(sessions.tokenHash, which.keptToken === null ? "" : hashToken(which.keptToken));
  return db.transaction(async (tx) => {
    const ended = await tx
      .delete(sessions)
      .where(and(eq(sessions.userId, userId), chosen))
      .returning({ id: sessions.id });
    if (ended.length > 0) {
      await writeAudit(tx, {
        actorId: userId,
        action: "account.end_sessions",
        subjectId: userId,
        detail: { count: ended.length },
      });
    }
    return { endedCount: ended.length };
  });
}
