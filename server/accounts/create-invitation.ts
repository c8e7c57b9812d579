import { and, eq, isNull, lte, sql } from "drizzle-orm";
import { writeAuditWithId } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { cohorts, invitations, users } from "../db/tables/accounts";
import { AppError } from "../errors";
import { createAdminNotice } from "../notices/create-admin-notice";
import { cohortNotFound } from "./cohort-id";
import type { Invite } from "#domain/accounts/invitation.schema";
import type { Role } from "#domain/accounts/roles";
import { createInvitationToken } from "./invitation-token";
import { lockAdmins } from "./lock-admins";

/** How long an invitation works. One that makes an admin is used at once, or made anew. */
export const INVITATION_DAYS: Record<Role, number> = { candidate: 7, reviewer: 7, admin: 1 };
const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * Invites an address. Nothing is sent: whoever invites passes the link on. One as an admin is announced
 * to the other admins.
 * @returns the link's token, which nobody can be told again
 * @throws AppError `conflict` when the address has an account or an open invitation; `not_found`
 * for a cohort that is gone; `forbidden` for an actor who is no admin any more
 */
export async function createInvitation(
  db: Db,
  input: Invite & { actorId: string },
): Promise<{ token: string; expiresAt: Date }> {
  const { token, tokenHash } = createInvitationToken();
  const expiresAt = new Date(Date.now() + INVITATION_DAYS[input.role] * DAY_MS);
  return db.transaction(async (tx) => {
    const admins = await lockAdmins(tx, input.actorId);
    await requireNoAccount(tx, input.email);
    if (input.cohortId !== null) await requireCohort(tx, input.cohortId);
    await revokeExpired(tx, input.email);
    const [invitation] = await tx
      .insert(invitations)
      .values({
        email: input.email,
        role: input.role,
        cohortId: input.cohortId,
        tokenHash,
        expiresAt,
        invitedBy: input.actorId,
      })
      .onConflictDoNothing()
      .returning({ id: invitations.id });
    if (!invitation) {
      throw new AppError("conflict", {
        message: "an open invitation for the address exists",
        userMessage:
          "There is an open invitation for this address. Revoke it to create a new link.",
        field: "email",
      });
    }
    const auditId = await writeAuditWithId(tx, {
      actorId: input.actorId,
      action: "invitation.create",
      subjectId: invitation.id,
      detail: { role: input.role, cohortId: input.cohortId },
    });
    if (input.role === "admin") {
      await createAdminNotice(tx, { auditId, adminIds: admins, actorId: input.actorId });
    }
    return { token, expiresAt };
  });
}

async function requireNoAccount(tx: DbOrTx, email: string): Promise<void> {
  const [user] = await tx
    .select({ id: users.id })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
  if (!user) return;
  throw new AppError("conflict", {
    message: "the invited address has an account",
    userMessage:
      "There is already an account with this address. You can change its role under People.",
    field: "email",
  });
}

async function requireCohort(tx: DbOrTx, cohortId: string): Promise<void> {
  const [cohort] = await tx
    .select({ id: cohorts.id })
    .from(cohorts)
    .where(eq(cohorts.id, cohortId))
    .for("key share");
  if (!cohort) throw cohortNotFound(cohortId);
}

/** An address has one open invitation; one whose time is over makes room. */
async function revokeExpired(tx: DbOrTx, email: string): Promise<void> {
  await tx
    .update(invitations)
    .set({ revokedAt: new Date() })
    .where(
      and(
        eq(sql`lower(${invitations.email})`, email.toLowerCase()),
        isNull(invitations.acceptedAt),
        isNull(invitations.revokedAt),
        lte(invitations.expiresAt, new Date()),
      ),
    );
}
