import { and, desc, eq } from "drizzle-orm";
import { requireUnderLimit } from "../accounts/require-under-limit";
import type { DbOrTx } from "../db/client";
import { auditLog } from "../db/tables/audit";

/** A person who asks more often is pressing a button in vain. Their gradings are counted apart. */
const MAX_REQUESTS_AN_HOUR = 20;

/**
 * Refuses a person who has asked for many gradings within the hour, counted in the audit log.
 * @throws AppError `too_many`, with the wait in words
 */
export async function requireUnderGradeLimit(tx: DbOrTx, userId: string): Promise<void> {
  await requireUnderLimit(
    tx,
    { userId, most: MAX_REQUESTS_AN_HOUR, what: "requests for a grade" },
    async (most) => {
      const asked = await tx
        .select({ at: auditLog.at })
        .from(auditLog)
        .where(and(eq(auditLog.actorId, userId), eq(auditLog.action, "grade.request")))
        .orderBy(desc(auditLog.at))
        .limit(most);
      return asked.map(({ at }) => at);
    },
    (wait) =>
      `You have asked ${MAX_REQUESTS_AN_HOUR} times in the past hour. Nothing is lost; ask again in ${wait}.`,
  );
}
