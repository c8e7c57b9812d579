import { eq } from "drizzle-orm";
import { writeAuditWithId } from "../db/audit";
import type { Db } from "../db/client";
import { passwordResets, users } from "../db/tables/accounts";
import { AppError } from "../errors";
import { createAdminNotice } from "../notices/create-admin-notice";
import { createInvitationToken } from "./invitation-token";
import { lockAdmins } from "./lock-admins";
import { parsePersonId, personNotFound } from "./person-id";

const RESET_HOURS = 24;
const HOUR_MS = 60 * 60 * 1_000;

/**
 * Makes the link by which a person who forgot their password sets a new one. It is told once; the
 * table keeps its hash, and a newer link ends the older. One for an admin is announced to the other
 * admins, and to the one it is for.
 *
 * @throws AppError `not_found`; `forbidden` for an actor who is no admin any more; `conflict` for a
 *   disabled account or one that no password opens
 */
export async function createPasswordReset(
  db: Db,
  input: { actorId: string; personId: string },
): Promise<{ token: string; email: string; expiresAt: Date }> {
  const userId = parsePersonId(input.personId);
  const { token, tokenHash } = createInvitationToken();
  const expiresAt = new Date(Date.now() + RESET_HOURS * HOUR_MS);
  return db.transaction(async (tx) => {
    const admins = await lockAdmins(tx, input.actorId);
    const [person] = await tx.select().from(users).where(eq(users.id, userId));
    if (!person) throw personNotFound(userId);
    if (person.disabledAt !== null || person.passwordHash === null) throw closed();
    const link = { tokenHash, createdBy: input.actorId, createdAt: new Date(), expiresAt };
    await tx
      .insert(passwordResets)
      .values({ userId, ...link })
      .onConflictDoUpdate({ target: passwordResets.userId, set: link });
    const auditId = await writeAuditWithId(tx, {
      actorId: input.actorId,
      action: "account.reset_link",
      subjectId: userId,
      detail: {},
    });
    if (person.role === "admin") {
      await createAdminNotice(tx, { auditId, adminIds: admins, actorId: input.actorId });
    }
    return { token, email: person.email, expiresAt };
  });
}

function closed(): AppError {
  return new AppError("conflict", {
    message: "a reset link for a closed account",
    userMessage: "This account is disabled or has no password, so there is nothing to reset.",
  });
}
