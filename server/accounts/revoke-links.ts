import { and, eq, gt, isNull, or, sql } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { DbOrTx } from "../db/client";
import { invitations, passwordResets } from "../db/tables/accounts";
import { deleteAdminNotices } from "../notices/delete-admin-notices";

/** How many links that somebody had made ended with their rights. */
export type RevokedLinks = { invitations: number; resetLinks: number };

export const NO_LINKS: RevokedLinks = { invitations: 0, resetLinks: 0 };

/**
 * Ends every link that a person made as an admin, and a reset link that was made for them: what was
 * given to an admin isn't good for somebody who is none. Notices for admins go as well. The caller
 * holds the person's row, which acceptance waits for.
 * @param input.actorId null where the server itself does it
 */
export async function revokeLinks(
  tx: DbOrTx,
  input: { actorId: string | null; personId: string },
): Promise<RevokedLinks> {
  const { actorId, personId } = input;
  const revoked = await tx
    .update(invitations)
    .set({ revokedAt: new Date() })
    .where(
      and(
        eq(invitations.invitedBy, personId),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        gt(invitations.expiresAt, sql`now()`),
      ),
    )
    .returning({ id: invitations.id });
  for (const { id } of revoked) {
    const detail = { invitedBy: personId };
    await writeAudit(tx, { actorId, action: "invitation.revoke", subjectId: id, detail });
  }
  const ended = await tx
    .delete(passwordResets)
    .where(or(eq(passwordResets.createdBy, personId), eq(passwordResets.userId, personId)))
    .returning({ userId: passwordResets.userId, createdBy: passwordResets.createdBy });
  for (const { userId: subjectId, createdBy } of ended) {
    const detail = { createdBy };
    await writeAudit(tx, { actorId, action: "account.revoke_reset_link", subjectId, detail });
  }
  await deleteAdminNotices(tx, personId);
  return {
    invitations: revoked.length,
    resetLinks: ended.filter(({ createdBy }) => createdBy === personId).length,
  };
}
