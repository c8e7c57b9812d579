import { asc, eq, inArray } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
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
    await holdPeople(tx, [userId, reset.createdBy]);
    // Looked at again now that nobody is being disabled: the link may have ended meanwhile.
    if ((await getPasswordReset(tx, input.token)) === null) throw spent();
    await tx
      .delete(passwordResets)
      .where(eq(passwordResets.tokenHash, hashInvitationToken(input.token)));
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

/** Before the link and in the order of ids, as changes of access take them: none waits for the other. */
async function holdPeople(tx: DbOrTx, ids: string[]): Promise<void> {
  await tx
    .select({ id: users.id })
    .from(users)
    .where(inArray(users.id, ids))
    .orderBy(asc(users.id))
    .for("no key update");
}

function spent(): AppError {
  return new AppError("gone", {
    message: "a reset link that doesn't work",
    userMessage: "This link was used, replaced or has expired. Ask an admin for a new one.",
  });
}
