import { and, count, eq, gt } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { auditLog } from "../db/tables/audit";
import { AppError } from "../errors";

/** Each one can cost money; a person who asks more often is pressing a button in vain. */
const MAX_REQUESTS_AN_HOUR = 20;
const HOUR_MS = 60 * 60_000;

/**
 * Refuses a person who has asked for many gradings within the hour, counted in the audit log.
 * @throws AppError `too_many`
 */
export async function requireGradeRoom(tx: DbOrTx, userId: string): Promise<void> {
  const [asked] = await tx
    .select({ times: count() })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.actorId, userId),
        eq(auditLog.action, "grade.request"),
        gt(auditLog.at, new Date(Date.now() - HOUR_MS)),
      ),
    );
  if ((asked?.times ?? 0) < MAX_REQUESTS_AN_HOUR) return;
  throw new AppError("too_many", {
    message: "too many requests for a grade",
    userMessage: "You have asked many times within the hour. Nothing is lost; try again later.",
  });
}
