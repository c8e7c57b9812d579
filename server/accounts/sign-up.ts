import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { writeAudit } from "../db/audit";
import { AppError } from "../errors";
import type { SignUp } from "./account.schema";
import { hashPassword, requireUncommonPassword } from "./passwords";
import type { Role } from "./roles";

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
  return db.transaction(async (tx) => {
    const [user] = await tx
      .insert(users)
      .values({ email: input.email, name: input.name, role, passwordHash })
      .onConflictDoNothing()
      .returning({ id: users.id });
    if (!user) {
      throw new AppError("conflict", {
        message: "sign-up with a taken address",
        userMessage: "There is an account with this address. Sign in instead.",
      });
    }
    await writeAudit(tx, {
      actorId: user.id,
      action: "account.create",
      subjectId: user.id,
      detail: { role },
    });
    return { userId: user.id };
  });
}
