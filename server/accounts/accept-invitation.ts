import { eq } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { cohortMembers, cohorts, invitations, users } from "../db/tables/accounts";
import { AppError } from "../errors";
import { createAccount } from "./create-account";
import { getInvitation, stateOf } from "./get-invitation";
import type { Invitation } from "./get-invitation";
import type { AcceptInvitation } from "#domain/accounts/invitation.schema";
import { hashInvitationToken } from "./invitation-token";
import { hashPassword, requireUncommonPassword } from "./passwords";
import type { Role } from "#domain/accounts/roles";

/**
 * Makes the account that a link promises: with its address, its role and its cohort. A link makes
 * one account, however many people press at once.
 * @throws AppError `not_found` for an unknown link; `gone` for one that was used, revoked or has
 * expired, or whose inviter is no admin any more; `conflict` when the address has an account by now; `bad_request` for a common password
 */
export async function acceptInvitation(
  db: Db,
  input: AcceptInvitation & { token: string },
): Promise<{ userId: string; role: Role }> {
  const invitation = await getInvitation(db, input.token);
  if (invitation?.state !== "open") throw refuse(invitation?.state);
  requireUncommonPassword(input.password, invitation.email);
  const passwordHash = await hashPassword(input.password);
  return db.transaction(async (tx) => {
    // The cohort before the invitation, as deleting a cohort takes them: no two wait for each other.
    if (invitation.cohortId !== null) await holdCohort(tx, invitation.cohortId);
    const held = await holdInvitation(tx, input.token, invitation.invitedBy);
    const { email, role, cohortId } = held;
    const { userId } = await createAccount(tx, { email, role, name: input.name, passwordHash });
    if (cohortId !== null) await tx.insert(cohortMembers).values({ cohortId, userId });
    await tx
      .update(invitations)
      .set({ acceptedAt: new Date(), acceptedBy: userId })
      .where(eq(invitations.id, held.id));
    await writeAudit(tx, {
      actorId: userId,
      action: "invitation.accept",
      subjectId: held.id,
      detail: { role, cohortId, invitedBy: held.invitedBy },
    });
    return { userId, role };
  });
}

async function holdCohort(tx: DbOrTx, cohortId: string): Promise<void> {
  await tx
    .select({ id: cohorts.id })
    .from(cohorts)
    .where(eq(cohorts.id, cohortId))
    .for("key share");
}

/** The inviter before the invitation, as disabling an admin takes them. */
async function holdInvitation(tx: DbOrTx, token: string, invitedBy: string) {
  const [inviter] = await tx.select().from(users).where(eq(users.id, invitedBy)).for("share");
  const [held] = await tx
    .select()
    .from(invitations)
    .where(eq(invitations.tokenHash, hashInvitationToken(token)))
    .for("update");
  const state = held && inviter && stateOf(held, inviter);
  if (!held || state !== "open") throw refuse(state);
  return held;
}

function refuse(state: Invitation["state"] | undefined): AppError {
  if (state === undefined) {
    return new AppError("not_found", {
      message: "an invitation's token that belongs to none",
      userMessage: "There is no such invitation.",
    });
  }
  return new AppError("gone", {
    message: `an invitation that is ${state}`,
    userMessage: `This invitation ${state === "expired" ? "has expired" : `was ${state} already`}.`,
  });
}
