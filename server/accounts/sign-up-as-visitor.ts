import type { Db } from "../db/client";
import { AppError } from "../errors";
import type { SignUp } from "#domain/accounts/account.schema";
import type { LoginLimiter } from "./login-limiter";
import { requireUncommonPassword } from "./passwords";
import { signUp } from "./sign-up";

type Visitor = SignUp & { address: string; mode: "open" | "invite" };

/**
 * Makes an account for somebody who came without an invitation.
 * @throws AppError as `admitSignUp`; else as `signUp`
 */
export async function signUpAsVisitor(
  db: Db,
  limiter: LoginLimiter,
  input: Visitor,
): Promise<{ userId: string }> {
  await admitSignUp(limiter, input);
  const { email, name, password } = input;
  return signUp(db, { email, name, password });
}

/**
 * The bounds of every account that is made without an invitation. Each try that gets as far as the
 * address counts, so that asking which addresses are taken is bounded as well.
 * @throws AppError `forbidden` where accounts are by invitation; `bad_request` for a common password;
 *   `too_many`
 */
export async function admitSignUp(limiter: LoginLimiter, visitor: Visitor): Promise<void> {
  if (visitor.mode === "invite") {
    throw new AppError("forbidden", {
      message: "sign-up where accounts are by invitation",
      userMessage:
        "Accounts on this server are by invitation only. Ask the person who runs it for a link.",
    });
  }
  requireUncommonPassword(visitor.password, visitor.email);
  await limiter.takeSignUp(visitor.address);
}
