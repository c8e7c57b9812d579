import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { auditLog } from "../db/tables/audit";
import { writeAudit } from "../db/audit";
import { AppError } from "../errors";
import type { SignIn } from "./account.schema";
import type { LoginLimiter } from "./login-limiter";
import { isPassword } from "./passwords";

/**
 * Checks e-mail and password. One message for a wrong address, a wrong password and a disabled
 * account: none of them says who has an account.
 * @returns who it is, and whether this is an admin who comes in for the first time
 * @throws AppError `unauthenticated`, or `too_many` after repeated failures.
 */
export async function signIn(
  db: Db,
  limiter: LoginLimiter,
  input: SignIn & { address: string },
): Promise<{ userId: string; isNewAdmin: boolean }> {
  await limiter.requireRoom(input.email, input.address);
  const [user] = await db
    .select({
      id: users.id,
      role: users.role,
      passwordHash: users.passwordHash,
      disabledAt: users.disabledAt,
    })
    .from(users)
    .where(eq(sql`lower(${users.email})`, input.email.toLowerCase()));
  const isRight = await isPassword(user?.passwordHash ?? null, input.password);
  if (!user || !isRight || user.disabledAt !== null) {
    await limiter.recordFailure(input.email, input.address);
    throw new AppError("unauthenticated", {
      message: "sign-in refused",
      userMessage: "That address and password don't belong together.",
    });
  }
  await limiter.recordSuccess(input.email, input.address);
  const isNewAdmin = user.role === "admin" && !(await hasSignedIn(db, user.id));
  await writeAudit(db, {
    actorId: user.id,
    action: "account.sign_in",
    subjectId: user.id,
    detail: {},
  });
  return { userId: user.id, isNewAdmin };
}

async function hasSignedIn(db: Db, userId: string): Promise<boolean> {
  const earlier = await db
    .select({ id: auditLog.id })
    .from(auditLog)
    .where(and(eq(auditLog.actorId, userId), eq(auditLog.action, "account.sign_in")))
    .limit(1);
  return earlier.length > 0;
}
