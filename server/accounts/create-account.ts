import { writeAudit } from "../db/audit";
import type { DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { AppError } from "../errors";
import { refuseDemoAddress } from "./demo-address";
import type { Role } from "#domain/accounts/roles";

/**
 * Inserts an account and writes it down, inside the caller's transaction.
 * @throws AppError `conflict` when the address has an account, whatever its case;
 *   `bad_request` for one of the demo's
 */
export async function createAccount(
  tx: DbOrTx,
  account: { email: string; name: string; role: Role; passwordHash: string },
): Promise<{ userId: string }> {
  refuseDemoAddress(account.email);
  const [user] = await tx
    .insert(users)
    .values(account)
    .onConflictDoNothing()
    .returning({ id: users.id });
  if (!user) {
    throw new AppError("conflict", {
      message: "sign-up with a taken address",
      userMessage: "There is already an account with this address. Sign in instead.",
      field: "email",
    });
  }
  await writeAudit(tx, {
    actorId: user.id,
    action: "account.create",
    subjectId: user.id,
    detail: { role: account.role },
  });
  return { userId: user.id };
}
