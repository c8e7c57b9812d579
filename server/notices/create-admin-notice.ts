import type { DbOrTx } from "../db/client";
import { notices } from "../db/tables/notices";
import { announceNotices } from "../jobs/progress";

/**
 * Tells all admins but the one who did it of a link that makes an admin or gets into an admin's account,
 * when the transaction commits. What happened is in the audit log, and read from there.
 * @param auditId of the entry
 * @param adminIds those who are enabled now
 */
export async function createAdminNotice(
  tx: DbOrTx,
  input: { auditId: string; adminIds: readonly string[]; actorId: string },
): Promise<void> {
  const { auditId: key, adminIds, actorId } = input;
  for (const userId of adminIds.filter((id) => id !== actorId)) {
    await tx.insert(notices).values({ userId, kind: "admin_link", key });
    await announceNotices(tx, userId);
  }
}
