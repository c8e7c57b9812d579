import type { Db } from "../db/client";
import { AppError } from "../errors";
import type { SignUp } from "#domain/accounts/account.schema";
import type { LoginLimiter } from "./login-limiter";
import { requireUncommonPassword } from "./passwords";
import { signUp } from "./sign-up";

/**
 * Makes an account for somebody who came without an invitation. Every try that gets as far as the
 * address counts, so that asking which addresses are taken is bounded as well.
 * @throws AppError `forbidden` where accounts are by invitation; `too_many`; else as `signUp`
 */
export async function signUpAsVisitor(
  db: Db,
  limiter: LoginLimiter,
  input: SignUp & { address: string; mode: "open" | "invite" },
): Promise<{ userId: string }> {
  const { address, mode, ...account } = input;
  if (mode === "invite") {
    throw new AppError("forbidden", {
      message: "sign-up where accounts are by invitation",
      userMessage:
        "Accounts on this server are by invitation only. Ask the person who runs it for a link.",
    });
  }
  requireUncommonPassword(account.password, account.email);
  await limiter.takeSignUp(address);
  return signUp(db, account);
}
