import { eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { cohorts, invitations, users } from "../db/tables/accounts";
import { hashInvitationToken } from "./invitation-token";
import { isEnabledAdmin } from "./lock-admins";
import type { Role } from "#domain/accounts/roles";

/** An invitation as whoever holds its link may see it. `expiresAt` is ISO 8601. */
export type Invitation =
  | {
      state: "open";
      email: string;
      role: Role;
      invitedBy: string;
      cohortId: string | null;
      cohortName: string | null;
      expiresAt: string;
    }
  | { state: "used" | "revoked" | "expired" };

/** Null for a token that belongs to no invitation. */
export async function getInvitation(db: DbOrTx, token: string): Promise<Invitation | null> {
  const [row] = await db
    .select({ invitation: invitations, cohortName: cohorts.name, inviter: users })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .leftJoin(cohorts, eq(cohorts.id, invitations.cohortId))
    .where(eq(invitations.tokenHash, hashInvitationToken(token)));
  if (!row) return null;
  const { email, role, invitedBy, cohortId, expiresAt } = row.invitation;
  const state = stateOf(row.invitation, row.inviter);
  if (state !== "open") return { state };
  const { cohortName } = row;
  const until = expiresAt.toISOString();
  return { state, email, role, invitedBy, cohortId, cohortName, expiresAt: until };
}

/**
 * Used comes first: a link that was used says so, whatever happened later. An inviter who may not
 * invite any more makes a link as good as revoked.
 */
export function stateOf(
  invitation: Pick<typeof invitations.$inferSelect, "acceptedAt" | "revokedAt" | "expiresAt">,
  inviter: Pick<typeof users.$inferSelect, "role" | "disabledAt">,
): Invitation["state"] {
  if (invitation.acceptedAt !== null) return "used";
  if (invitation.expiresAt.getTime() <= Date.now()) return "expired";
  return invitation.revokedAt === null && isEnabledAdmin(inviter) ? "open" : "revoked";
}
