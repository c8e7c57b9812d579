import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { DbOrTx } from "../db/client";
import { invitations, users } from "../db/tables/accounts";
import { DELETED_ADDRESS_END } from "#domain/accounts/deleted-address";

/**
 * Takes the address of somebody who is about to be erased out of every invitation: the one they
 * accepted, and any other to that address or to the one they have now. Those still open are revoked.
 * @param input.actorId null where the server itself does it
 */
export async function forgetInvitations(
  tx: DbOrTx,
  input: { actorId: string | null; userId: string },
): Promise<void> {
  const { actorId, userId } = input;
  const accepted = eq(invitations.acceptedBy, userId);
  const addresses = await tx
    .select({ email: sql<string>`lower(${users.email})` })
    .from(users)
    .where(eq(users.id, userId))
    .union(
      tx
        .select({ email: sql<string>`lower(${invitations.email})` })
        .from(invitations)
        .where(accepted),
    );
  const isTheirs = or(
    accepted,
    inArray(
      sql`lower(${invitations.email})`,
      addresses.map(({ email }) => email),
    ),
  );
  const revoked = await tx
    .update(invitations)
    .set({ revokedAt: new Date() })
    .where(and(isTheirs, isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
    .returning({ id: invitations.id });
  for (const { id } of revoked) {
    await writeAudit(tx, { actorId, action: "invitation.revoke", subjectId: id, detail: {} });
  }
  await tx
    .update(invitations)
    .set({ email: sql`'deleted-' || ${invitations.id} || ${DELETED_ADDRESS_END}` })
    .where(isTheirs);
}
