import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { invitations } from "../db/tables/accounts";
import { AppError } from "../errors";

/**
 * Takes an invitation back: its link opens nothing any more.
 * @returns the address it was for
 * @throws AppError `conflict` when it was used or taken back before
 */
export async function revokeInvitation(
  db: Db,
  input: { actorId: string; invitationId: string },
): Promise<{ email: string }> {
  const id = z.uuid().safeParse(input.invitationId);
  if (!id.success) throw notOpen();
  return db.transaction(async (tx) => {
    const [invitation] = await tx
      .update(invitations)
      .set({ revokedAt: new Date() })
      .where(
        and(
          eq(invitations.id, id.data),
          isNull(invitations.acceptedAt),
          isNull(invitations.revokedAt),
        ),
      )
      .returning({ email: invitations.email });
    if (!invitation) throw notOpen();
    await writeAudit(tx, {
      actorId: input.actorId,
      action: "invitation.revoke",
      subjectId: id.data,
      detail: {},
    });
    return invitation;
  });
}

function notOpen(): AppError {
  return new AppError("conflict", {
    message: "the invitation is not open",
    userMessage: "This invitation is no longer open: it was used or revoked.",
  });
}
