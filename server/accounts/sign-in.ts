import { and, eq, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { knownDevices, users } from "../db/tables/accounts";
import { auditLog } from "../db/tables/audit";
import { writeAudit } from "../db/audit";
import { AppError } from "../errors";
import { describeWait } from "../text/describe-wait";
import type { SignIn } from "#domain/accounts/account.schema";
import type { LoginLimiter, Ticket } from "./login-limiter";
import { isPassword } from "./passwords";
import { hashDeviceToken } from "./record-device";
import { recordFailedSignIn } from "./record-failed-sign-in";

/**
 * Checks e-mail and password. One message for a wrong address, a wrong password and a disabled
 * account: none of them says who has an account. The try is counted before the password is looked
 * at, and given back when it was right.
 * @param input.deviceToken of the browser's device cookie
 * @returns who it is, and whether this is an admin who comes in for the first time
 * @throws AppError `unauthenticated`; `too_many` after repeated failures; `unavailable` when too many
 *   passwords wait to be checked
 */
export async function signIn(
  db: Db,
  limiter: LoginLimiter,
  input: SignIn & { address: string; deviceToken: string | null },
): Promise<{ userId: string; isNewAdmin: boolean }> {
  const deviceHash = input.deviceToken === null ? null : hashDeviceToken(input.deviceToken);
  const user = await findUser(db, input.email, deviceHash ?? "");
  const trier = { ...input, deviceHash: user?.isKnownDevice === true ? deviceHash : null };
  const ticket = await limiter.take(trier);
  if (ticket.isRefused) {
    await recordFailedSignIn(db, trier, ticket, user?.id ?? null);
    throw refuse(ticket);
  }
  const isRight = await isPassword(user?.passwordHash ?? null, input.password);
  if (!user || !isRight || user.disabledAt !== null) {
    await recordFailedSignIn(db, trier, ticket, user?.id ?? null);
    throw new AppError("unauthenticated", {
      message: "sign-in refused",
      userMessage: "Wrong e-mail or password.",
    });
  }
  await ticket.settle();
  const isNewAdmin = user.role === "admin" && !(await hasSignedIn(db, user.id));
  await writeAudit(db, {
    actorId: user.id,
    action: "account.sign_in",
    subjectId: user.id,
    detail: {},
  });
  return { userId: user.id, isNewAdmin };
}

async function findUser(db: Db, email: string, deviceHash: string) {
  const [user] = await db
    .select({
      id: users.id,
      role: users.role,
      passwordHash: users.passwordHash,
      disabledAt: users.disabledAt,
      isKnownDevice: sql<boolean>`${knownDevices.tokenHash} is not null`,
    })
    .from(users)
    .leftJoin(
      knownDevices,
      and(eq(knownDevices.userId, users.id), eq(knownDevices.tokenHash, deviceHash)),
    )
    .where(eq(sql`lower(${users.email})`, email.toLowerCase()));
  return user;
}

function refuse({ by, waitMs }: Extract<Ticket, { isRefused: true }>): AppError {
  const wait = describeWait(waitMs);
  return new AppError("too_many", {
    message: `sign-in limit reached by ${by}`,
    userMessage:
      by === "address"
        ? `Too many failed sign-ins from your network. Wait ${wait}, or use a browser where you have signed in before.`
        : `Too many failed tries. Wait ${wait} and try again.`,
  });
}

async function hasSignedIn(db: Db, userId: string): Promise<boolean> {
  const earlier = await db
    .select({ id: auditLog.id })
    .from(auditLog)
    .where(and(eq(auditLog.actorId, userId), eq(auditLog.action, "account.sign_in")))
    .limit(1);
  return earlier.length > 0;
}
