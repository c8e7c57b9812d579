import { eq } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db, DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { holdDemoPerson, isDemoPerson } from "./demo-people";
import { erasePerson } from "./erase-person";
import { lockAdmins, requireOtherAdmin } from "./lock-admins";
import type { LoginLimiter } from "./login-limiter";
import { requireOwnPassword } from "./require-own-password";
import type { OwnPassword } from "./require-own-password";

/**
 * Deletes a person's account: every attempt with its drawing, grades and reviews, and name, address,
 * password, sessions and cohorts. What they did to others' work stays, under "Deleted account": the
 * verdicts, comments and signatures of a reviewer, published versions, and the audit log, which holds
 * ids and no text. The row of the account stays for these to point at. The demo candidate of a browser
 * has no password to ask for.
 *
 * @throws AppError as `requireOwnPassword`; `conflict` for the last enabled admin
 */
export async function deleteAccount(
  db: Db,
  limiter: LoginLimiter,
  input: OwnPassword,
): Promise<void> {
  const { userId } = input;
  const isDemo = await isDemoPerson(db, userId);
  if (!isDemo) await requireOwnPassword(db, limiter, input);
  await db.transaction(async (tx) => {
    // One that was kept just now has a password, which nobody has been asked for.
    if (isDemo) await holdDemoPerson(tx, userId);
    await requireDispensable(tx, userId);
    const attempts = await erasePerson(tx, userId, userId);
    await writeAudit(tx, {
      actorId: userId,
      action: "account.delete",
      subjectId: userId,
      detail: { attempts },
    });
  });
}

async function requireDispensable(tx: DbOrTx, userId: string): Promise<void> {
  const [person] = await tx.select({ role: users.role }).from(users).where(eq(users.id, userId));
  if (person?.role !== "admin") return;
  requireOtherAdmin(await lockAdmins(tx, userId), userId);
}
