import { eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { cohorts, invitations } from "../db/tables/accounts";
import { hashInvitationToken } from "./invitation-token";
import type { Role } from "#domain/accounts/roles";

/** An invitation as whoever holds its link may see it. `expiresAt` is ISO 8601. */
export type Invitation =
  | {
      state: "open";
      email: string;
      role: Role;
      cohortId: string | null;
      cohortName: string | null;
      expiresAt: string;
    }
  | { state: "used" | "revoked" | "expired" };

/** Null for a token that belongs to no invitation. */
export async function getInvitation(db: DbOrTx, token: string): Promise<Invitation | null> {
  const [row] = await db
    .select({ invitation: invitations, cohortName: cohorts.name })
    .from(invitations)
    .leftJoin(cohorts, eq(cohorts.id, invitations.cohortId))
    .where(eq(invitations.tokenHash, hashInvitationToken(token)));
  if (!row) return null;
  const { email, role, cohortId, expiresAt } = row.invitation;
  const state = stateOf(row.invitation);
  if (state !== "open") return { state };
  const { cohortName } = row;
  return { state, email, role, cohortId, cohortName, expiresAt: expiresAt.toISOString() };
}

/** Used comes first: a link that was used is told so, whatever happened later. */
export function stateOf(
  invitation: Pick<typeof invitations.$inferSelect, "acceptedAt" | "revokedAt" | "expiresAt">,
): Invitation["state"] {
  if (invitation.acceptedAt !== null) return "used";
  if (invitation.expiresAt.getTime() <= Date.now()) return "expired";
  return invitation.revokedAt === null ? "open" : "revoked";
}
