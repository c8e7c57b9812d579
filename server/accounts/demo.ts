import { and, count, eq, gt, isNull, min, not, sql } from "drizzle-orm";
import type { Db, DbOrTx } from "../db/client";
import { demoPeople, knownDevices, users } from "../db/tables/accounts";
import { AppError } from "../errors";
import { describeWait } from "../text/describe-wait";
import { DEMO_ADDRESS_END } from "./demo-address";
import { hasWork, isDemoPerson } from "./demo-people";
import { hashDeviceToken } from "./record-device";
import type { Role } from "#domain/accounts/roles";

type StaffRole = Exclude<Role, "candidate">;

const STAFF_NAMES: Record<StaffRole, string> = { reviewer: "Demo Reviewer", admin: "Demo Admin" };

/** Who asks for a demo candidate: the person and the browser of the request, as far as known. */
export type DemoAsker = { viewerId: string | null; deviceToken: string | null };

export type DemoLimits = { perHour: number; inAll: number };

/**
 * Only browsers of this very machine get here; a script without cookies is a new one each time. `inAll`
 * counts people without work, whom a week takes away; the others stay, as accounts do.
 */
const DEMO_LIMITS: DemoLimits = { perHour: 60, inAll: 200 };

const HOUR_MS = 60 * 60_000;

/**
 * The demo account of a role. Reviewer and admin are one account each, made at its first use. A
 * candidate is private to a browser: the person it was before, or somebody new. None has a password.
 * The caller makes sure that this is the embedded start on loopback; nothing else may offer it.
 * @throws AppError `too_many` where too many demo candidates have been made
 */
export async function signInDemo(
  db: Db,
  role: Role,
  asker: DemoAsker,
  limits: DemoLimits = DEMO_LIMITS,
): Promise<{ userId: string }> {
  if (role !== "candidate") return requireStaff(db, role);
  const known = await findOwnCandidate(db, asker);
  return known ?? createCandidate(db, limits);
}

async function requireStaff(db: Db, role: StaffRole): Promise<{ userId: string }> {
  const email = `${role}${DEMO_ADDRESS_END}`;
  await db.insert(users).values({ email, name: STAFF_NAMES[role], role }).onConflictDoNothing();
  const [user] = await db
    .select({ id: users.id })
    .from(users)
    .where(eq(sql`lower(${users.email})`, email));
  if (!user) throw new Error(`the demo account ${email} is gone`);
  return { userId: user.id };
}

/** Only people of `demo_people` are found this way: a browser's token opens no other account. */
async function findOwnCandidate(
  db: Db,
  { viewerId, deviceToken }: DemoAsker,
): Promise<{ userId: string } | null> {
  if (viewerId !== null && (await isDemoPerson(db, viewerId))) return { userId: viewerId };
  if (deviceToken === null) return null;
  const [own] = await db
    .select({ userId: demoPeople.userId })
    .from(knownDevices)
    .innerJoin(demoPeople, eq(demoPeople.userId, knownDevices.userId))
    .innerJoin(users, and(eq(users.id, demoPeople.userId), isNull(users.disabledAt)))
    .where(eq(knownDevices.tokenHash, hashDeviceToken(deviceToken)))
    .orderBy(sql`${knownDevices.usedAt} desc`)
    .limit(1);
  return own ?? null;
}

function createCandidate(db: Db, limits: DemoLimits): Promise<{ userId: string }> {
  return db.transaction(async (tx) => {
    // One after the other, so that many presses at once are counted.
    await tx.execute(sql`lock table ${demoPeople} in share row exclusive mode`);
    await requireRoom(tx, limits);
    const [user] = await tx
      .insert(users)
      .values({ email: sql`gen_random_uuid() || ${DEMO_ADDRESS_END}`, name: "Demo candidate" })
      .returning({ id: users.id });
    if (!user) throw new Error("no demo candidate was made");
    const [person] = await tx
      .insert(demoPeople)
      .values({ userId: user.id })
      .returning({ number: demoPeople.number });
    if (!person) throw new Error(`demo candidate ${user.id} has no number`);
    const { number } = person;
    await tx
      .update(users)
      .set({ email: `candidate-${number}${DEMO_ADDRESS_END}`, name: `Demo candidate ${number}` })
      .where(eq(users.id, user.id));
    return { userId: user.id };
  });
}

async function requireRoom(tx: DbOrTx, { perHour, inAll }: DemoLimits): Promise<void> {
  const [all] = await tx.select({ people: count() }).from(demoPeople).where(not(hasWork));
  if ((all?.people ?? 0) >= inAll) {
    throw new AppError("too_many", {
      message: `${inAll} demo people without work`,
      userMessage: `${inAll} demo candidates here haven't started anything. They are deleted after a week without a visit; until then, use your own account.`,
    });
  }
  // By the account, which is still there when its person has deleted it: making room takes an hour.
  const [recent] = await tx
    .select({ people: count(), first: min(users.createdAt) })
    .from(users)
    .where(and(isNull(users.passwordHash), gt(users.createdAt, sql`now() - interval '1 hour'`)));
  if (!recent || recent.people < perHour) return;
  const waitMs = (recent.first?.getTime() ?? 0) + HOUR_MS - Date.now();
  throw new AppError("too_many", {
    message: `${perHour} demo people within the hour`,
    userMessage: `${perHour} demo candidates were created here in the past hour. Wait ${describeWait(waitMs)}, or use your own account.`,
  });
}
