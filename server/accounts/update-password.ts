import { eq } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { knownDevices, passwordResets, sessions, users } from "../db/tables/accounts";
import type { LoginLimiter } from "./login-limiter";
import { hashPassword, requireUncommonPassword } from "./passwords";
import { requireOwnPassword } from "./require-own-password";
import type { OwnPassword } from "./require-own-password";

/**
 * Sets a new password. All sessions end and no browser counts as known, so that whoever learned the old one is out; the caller opens
 * a new one for the person who asked. An open reset link ends too.
 *
 * @throws AppError as `requireOwnPassword`; `bad_request` at `password` for a common one
 */
export async function updatePassword(
  db: Db,
  limiter: LoginLimiter,
  input: OwnPassword & { password: string },
): Promise<void> {
  const { userId } = input;
  const { email } = await requireOwnPassword(db, limiter, input);
  requireUncommonPassword(input.password, email);
  const passwordHash = await hashPassword(input.password);
  await db.transaction(async (tx) => {
    await tx.update(users).set({ passwordHash }).where(eq(users.id, userId));
    await tx.delete(sessions).where(eq(sessions.userId, userId));
    await tx.delete(knownDevices).where(eq(knownDevices.userId, userId));
    await tx.delete(passwordResets).where(eq(passwordResets.userId, userId));
    await writeAudit(tx, {
      actorId: userId,
      action: "account.change_password",
      subjectId: userId,
      detail: {},
    });
  });
}
