import { and, eq, ne, sql } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { AppError } from "../errors";
import { refuseDemoAddress } from "./demo-address";
import type { LoginLimiter } from "./login-limiter";
import { requireOwnPassword } from "./require-own-password";
import type { OwnPassword } from "./require-own-password";

/**
 * Changes the address that a person signs in with. This server sends no mail, so nobody is written to
 * at the old address; the audit log says that it was changed.
 *
 * @throws AppError as `requireOwnPassword`; `conflict` at `email` when another account has the address,
 *   `bad_request` there for one of the demo's
 */
export async function updateEmail(
  db: Db,
  limiter: LoginLimiter,
  input: OwnPassword & { email: string },
): Promise<void> {
  const { userId, email } = input;
  await requireOwnPassword(db, limiter, input);
  refuseDemoAddress(email);
  await db.transaction(async (tx) => {
    // Held until the end, so that two who want the same address don't both find it free.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext(${email.toLowerCase()}))`);
    const [other] = await tx
      .select({ id: users.id })
      .from(users)
      .where(and(eq(sql`lower(${users.email})`, email.toLowerCase()), ne(users.id, userId)));
    if (other) throw taken();
    await tx.update(users).set({ email }).where(eq(users.id, userId));
    await writeAudit(tx, {
      actorId: userId,
      action: "account.change_email",
      subjectId: userId,
      detail: {},
    });
  });
}

function taken(): AppError {
  return new AppError("conflict", {
    message: "change to a taken address",
    userMessage: "Another account has this address.",
    field: "email",
  });
}
