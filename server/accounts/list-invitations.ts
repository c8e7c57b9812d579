import { and, desc, eq, isNull } from "drizzle-orm";
import type { Db } from "../db/client";
import { cohorts, invitations, users } from "../db/tables/accounts";
import type { Role } from "#domain/accounts/roles";

/** An invitation that nobody has used or taken back. Times are ISO 8601. */
export type InvitationRow = {
  id: string;
  email: string;
  role: Role;
  cohortName: string | null;
  invitedBy: string;
  createdAt: string;
  expiresAt: string;
  isExpired: boolean;
};

/** Invitations that wait to be used, newest first; those whose time is over too, and marked. */
export async function listInvitations(db: Db): Promise<InvitationRow[]> {
  const rows = await db
    .select({
      id: invitations.id,
      email: invitations.email,
      role: invitations.role,
      cohortName: cohorts.name,
      invitedBy: users.name,
      createdAt: invitations.createdAt,
      expiresAt: invitations.expiresAt,
    })
    .from(invitations)
    .innerJoin(users, eq(users.id, invitations.invitedBy))
    .leftJoin(cohorts, eq(cohorts.id, invitations.cohortId))
    .where(and(isNull(invitations.acceptedAt), isNull(invitations.revokedAt)))
    .orderBy(desc(invitations.createdAt));
  return rows.map((row) => ({
    ...row,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    isExpired: row.expiresAt.getTime() <= Date.now(),
  }));
}
