import type { Db } from "../db/client";
import type { SignUp } from "#domain/accounts/account.schema";
import { createAccount } from "./create-account";
import { hashPassword, requireUncommonPassword } from "./passwords";
import type { Role } from "#domain/accounts/roles";

/**
 * Creates an account. Only `admin:create` passes a role other than candidate.
 * @throws AppError `conflict` when the address has an account, `bad_request` for a common password.
 */
export async function signUp(
  db: Db,
  input: SignUp,
  role: Role = "candidate",
): Promise<{ userId: string }> {
  requireUncommonPassword(input.password, input.email);
  const passwordHash = await hashPassword(input.password);
  const { email, name } = input;
  return db.transaction((tx) => createAccount(tx, { email, name, role, passwordHash }));
}
