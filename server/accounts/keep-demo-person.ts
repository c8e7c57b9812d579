import { eq } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { isUniqueViolation } from "../db/is-unique-violation";
import { demoPeople, knownDevices, sessions, users } from "../db/tables/accounts";
import { AppError } from "../errors";
import type { SignUp } from "#domain/accounts/account.schema";
import { refuseDemoAddress } from "./demo-address";
import { holdDemoPerson, isDemoPerson, notDemoPerson } from "./demo-people";
import type { LoginLimiter } from "./login-limiter";
import { hashPassword } from "./passwords";
import { admitSignUp } from "./sign-up-as-visitor";

/**
 * Makes an account of a browser's demo candidate, in place: the row that all their work belongs to gets
 * a name, an address and a password. It is a sign-up, so it has the rules and limits of one. From then on
 * the password alone opens it: all sessions end, and no browser leads back without it. The caller opens
 * a new session for the person who asked.
 *
 * @throws AppError as `admitSignUp`; `forbidden` for anybody else; `conflict` at `email` when another
 *   account has the address, `bad_request` there for one of the demo's. Then nothing has changed.
 */
export async function keepDemoPerson(
  db: Db,
  limiter: LoginLimiter,
  input: SignUp & { userId: string; address: string; mode: "open" | "invite" },
): Promise<void> {
  const { userId, email, name } = input;
  if (!(await isDemoPerson(db, userId))) throw notDemoPerson();
  refuseDemoAddress(email);
  await admitSignUp(limiter, input);
  const passwordHash = await hashPassword(input.password);
  const keeping = db.transaction(async (tx) => {
    await holdDemoPerson(tx, userId);
    await tx.update(users).set({ email, name, passwordHash }).where(eq(users.id, userId));
    for (const table of [demoPeople, sessions, knownDevices]) {
      await tx.delete(table).where(eq(table.userId, userId));
    }
    await writeAudit(tx, {
      actorId: userId,
      action: "account.keep",
      subjectId: userId,
      detail: {},
    });
  });
  await keeping.catch((error: unknown) => {
    if (isUniqueViolation(error)) throw taken();
    throw error;
  });
}

function taken(): AppError {
  return new AppError("conflict", {
    message: "keeping a demo person under a taken address",
    userMessage:
      "There is already an account with this address. Use another; your work is still here.",
    field: "email",
  });
}
