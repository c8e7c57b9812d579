import { eq } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { knownDevices, passwordResets, sessions, users } from "../db/tables/accounts";
import { AppError } from "../errors";
import { getPasswordReset } from "./get-password-reset";
import { hashInvitationToken } from "./invitation-token";
import { hashPassword, requireUncommonPassword } from "./passwords";

/**
 * Sets the password that a reset link allows, and ends all sessions of the account. A link works
 * once, however many people press at once.
 *
 * @throws AppError `gone` for a link that doesn't work; `bad_request` at `password` for a common one
 */
export async function resetPassword(
  db: Db,
  input: { token: string; password: string },
): Promise<{ userId: string }> {
  const reset = await getPasswordReset(db, input.token);
  if (reset === null) throw spent();
  const { userId, email } = reset;
  requireUncommonPassword(input.password, email);
  const passwordHash = await hashPassword(input.password);
  await db.transaction(async (tx) => {
    const used = await tx
      .delete(passwordResets)
      .where(eq(passwordResets.tokenHash, hashInvitationToken(input.token)))
      .returning({ userId: passwordResets.userId });
    if (used.length === 0) throw spent();
    await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
    await tx.delete(sessions).where(eq(sessions.userId, userId));
    await tx.delete(knownDevices).where(eq(knownDevices.userId, userId));
    await writeAudit(tx, {
      actorId: userId,
      action: "account.reset_password",
      subjectId: userId,
      detail: {},
    });
  });
  return { userId };
}

function spent(): AppError {
  return new AppError("gone", {
    message: "a reset link that doesn't work",
    userMessage: "This link was used, replaced or has expired. Ask an admin for a new one.",
  });
}
