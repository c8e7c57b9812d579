import { eq } from "drizzle-orm";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { AppError } from "../errors";
import { describeWait } from "../text/describe-wait";
import type { LoginLimiter } from "./login-limiter";
import { isPassword } from "./passwords";
import { hashToken } from "./sessions";

/** Who asks, with which password, and by the token of which session. */
export type OwnPassword = { userId: string; ownPassword: string; sessionToken: string };

/**
 * Asks a signed-in person for their password again. Tries count by session, so that a borrowed browser
 * is no place to guess, and that others who guess at the sign-in keep nobody from their own account.
 *
 * @returns their address
 * @throws AppError `bad_request` at `ownPassword`; `too_many` after repeated failures; `forbidden` for
 *   an account that no password opens
 */
export async function requireOwnPassword(
  db: Db,
  limiter: LoginLimiter,
  input: OwnPassword,
): Promise<{ email: string }> {
  const [user] = await db
    .select({ email: users.email, passwordHash: users.passwordHash })
    .from(users)
    .where(eq(users.id, input.userId));
  if (!user?.passwordHash) {
    throw new AppError("forbidden", {
      message: "an account without a password",
      userMessage: "A demo account has no password, so there is nothing to change.",
    });
  }
  const { email } = user;
  const sessionHash = hashToken(input.sessionToken);
  const ticket = await limiter.take({ email, sessionHash });
  if (ticket.isRefused) {
    throw new AppError("too_many", {
      message: "own-password limit reached",
      userMessage: `Too many wrong passwords. Wait ${describeWait(ticket.waitMs)} and try again.`,
    });
  }
  if (!(await isPassword(user.passwordHash, input.ownPassword))) {
    throw new AppError("bad_request", {
      message: "wrong own password",
      userMessage: "That isn't your password.",
      field: "ownPassword",
    });
  }
  await ticket.settle();
  return { email };
}
