import { randomBytes, randomUUID } from "node:crypto";
import { and, desc, eq, like, or } from "drizzle-orm";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deleteAddressLock } from "#server/accounts/delete-address-lock";
import { deletePersonLock } from "#server/accounts/delete-person-lock";
import { getPersonLock, listLockedAddresses } from "#server/accounts/get-locks";
import { createLoginLimiter } from "#server/accounts/login-limiter";
import type { LoginLimiter } from "#server/accounts/login-limiter";
import { recordDevice } from "#server/accounts/record-device";
import { signIn } from "#server/accounts/sign-in";
import { signUp } from "#server/accounts/sign-up";
import { knownDevices, loginFailures } from "#server/db/tables/accounts";
import { auditLog } from "#server/db/tables/audit";
import { isAppError } from "#server/errors";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPerson } from "../../support/people";

const PASSWORD = "seven quiet herons";
const WRONG = "not the password at all";

let database: TestDatabase;
let pool: pg.Pool;
let limiter: LoginLimiter;

beforeAll(async () => {
  database = await createTestDatabase();
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
  limiter = createLoginLimiter(pool);
});
afterAll(async () => {
  await pool.end();
  await database.drop();
});

type Account = { email: string; userId: string };
async function createAccount(): Promise<Account> {
  const email = `${randomUUID()}@example.org`;
  const { userId } = await signUp(database.db, { email, name: "Ana", password: PASSWORD });
  return { email, userId };
}

let lastAddress = 0;
/** One that no other test counts at. */
function newAddress(): string {
  lastAddress += 1;
  return `198.51.${Math.floor(lastAddress / 250)}.${(lastAddress % 250) + 1}`;
}

type Try = { email: string; password?: string; address: string; deviceToken?: string | null };
/** "in", or the code of the refusal and its words. */
async function attempt({ password = WRONG, deviceToken = null, ...rest }: Try) {
  try {
    await signIn(database.db, limiter, { ...rest, password, deviceToken });
    return { code: "in", words: "" };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { code: error.code, words: error.userMessage };
  }
}
const codeOf = async (input: Try) => (await attempt(input)).code;

async function attemptAll(tries: Try[]): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const code of await Promise.all(tries.map(codeOf))) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

async function knowDevice(userId: string): Promise<string> {
  return (await recordDevice(database.db, { userId, token: null })).token;
}

const entriesOn = (subjectId: string) =>
  database.db
    .select({ action: auditLog.action, actorId: auditLog.actorId, detail: auditLog.detail })
    .from(auditLog)
    .where(
      and(
        eq(auditLog.subjectId, subjectId),
        or(like(auditLog.action, "account.sign_in_%"), eq(auditLog.action, "account.lift_lock")),
      ),
    )
    .orderBy(desc(auditLog.id));

describe("wrong passwords", () => {
  it("sixty at once: ten are looked at", async () => {
    const { email } = await createAccount();
    const address = newAddress();
    const tries = Array.from({ length: 60 }, () => ({ email, address }));
    expect(await attemptAll(tries)).toEqual({ unauthenticated: 10, too_many: 50 });
    expect(await attempt({ email, address, password: PASSWORD })).toMatchObject({
      code: "too_many",
      words: expect.stringMatching(/Wait \d+ minutes/),
    });
  });

  it("don't hold up what comes after the right one", async () => {
    const { email } = await createAccount();
    const address = newAddress();
    for (let round = 0; round < 3; round += 1) {
      for (let n = 0; n < 9; n += 1)
        expect(await codeOf({ email, address })).toBe("unauthenticated");
      expect(await codeOf({ email, address, password: PASSWORD })).toBe("in");
    }
  });

  it("are counted by account over all addresses, and whether or not there is such an account", async () => {
    for (const email of [(await createAccount()).email, `${randomUUID()}@example.org`]) {
      const tries = Array.from({ length: 40 }, () => ({ email, address: newAddress() }));
      expect(await attemptAll(tries)).toEqual({ unauthenticated: 25, too_many: 15 });
    }
  });

  it("from one /64 count as one address, from the next one apart", async () => {
    const { email } = await createAccount();
    const inside = () => `2001:db8:7:7:${randomBytes(2).toString("hex")}::1`;
    const tries = Array.from({ length: 15 }, () => ({ email, address: inside() }));
    expect(await attemptAll(tries)).toEqual({ unauthenticated: 10, too_many: 5 });
    expect(await codeOf({ email, address: "2001:db8:7:8::1" })).toBe("unauthenticated");
  });
});

describe("right passwords", () => {
  it("give back what was counted and no more, many at once", async () => {
    const { email } = await createAccount();
    const address = newAddress();
    const pointsOf = async () => {
      const rows = await database.db.select().from(loginFailures);
      return rows.find(({ key }) => key === `login_address:${address}`)?.points;
    };
    for (let n = 0; n < 5; n += 1) await codeOf({ email: `${n}@example.org`, address });
    const right = Array.from({ length: 8 }, () => ({ email, address, password: PASSWORD }));
    expect(await attemptAll(right)).toEqual({ in: 8 });
    expect(await pointsOf()).toBe(5);
  });
});

describe("a classroom behind one address", () => {
  it("signs in, forty at once, each after two mistypes", async () => {
    const address = newAddress();
    const pupils = await Promise.all(Array.from({ length: 40 }, createAccount));
    const outcomes = await Promise.all(
      pupils.map(async ({ email }) => {
        await codeOf({ email, address });
        await codeOf({ email, address });
        return codeOf({ email, address, password: PASSWORD });
      }),
    );
    expect(new Set(outcomes)).toEqual(new Set(["in"]));
  }, 60_000);

  it("loses a quarter of an hour at most to one who guesses, and known browsers nothing", async () => {
    const address = newAddress();
    const pupil = await createAccount();
    const deviceToken = await knowDevice(pupil.userId);
    const guesses = Array.from({ length: 160 }, () => ({
      email: `${randomUUID()}@example.org`,
      address,
    }));
    expect(await attemptAll(guesses)).toEqual({ unauthenticated: 150, too_many: 10 });

    const unknown = await attempt({ email: pupil.email, address, password: PASSWORD });
    expect(unknown.code).toBe("too_many");
    const minutes = Number(/Wait (\d+) minutes/.exec(unknown.words)?.[1]);
    expect(minutes).toBeLessThanOrEqual(15);
    expect(unknown.words).toContain("from your network");
    expect(await codeOf({ ...pupil, address, password: PASSWORD, deviceToken })).toBe("in");
    expect(await codeOf({ email: pupil.email, address: newAddress(), password: PASSWORD })).toBe(
      "in",
    );
  }, 60_000);
});

describe("a browser that has signed in before", () => {
  it("is let in while others guess at the account from everywhere", async () => {
    const { email, userId } = await createAccount();
    const deviceToken = await knowDevice(userId);
    const guesses = Array.from({ length: 30 }, () => ({ email, address: newAddress() }));
    await attemptAll(guesses);
    const address = newAddress();
    expect(await codeOf({ email, address, password: PASSWORD })).toBe("too_many");
    expect(await codeOf({ email, address, password: PASSWORD, deviceToken })).toBe("in");
  });

  it("has ten tries of its own, and none at other people's accounts", async () => {
    const [own, other] = [await createAccount(), await createAccount()];
    const deviceToken = await knowDevice(own.userId);
    const address = newAddress();
    const tries = Array.from({ length: 60 }, () => ({ email: own.email, address, deviceToken }));
    expect(await attemptAll(tries)).toEqual({ unauthenticated: 10, too_many: 50 });
    const foreign = tries.map(() => ({ email: other.email, address, deviceToken }));
    expect(await attemptAll(foreign)).toEqual({ unauthenticated: 10, too_many: 50 });
  });

  it("keeps its token over several accounts, and a made-up one is replaced", async () => {
    const [ana, bo] = [await createAccount(), await createAccount()];
    const token = await knowDevice(ana.userId);
    const again = await recordDevice(database.db, { userId: bo.userId, token });
    expect(again.token).toBe(token);
    const madeUp = "A".repeat(43);
    const fresh = await recordDevice(database.db, { userId: bo.userId, token: madeUp });
    expect(fresh.token).not.toBe(madeUp);
  });

  it("is one of twenty at most", async () => {
    const { userId } = await createAccount();
    for (let n = 0; n < 25; n += 1) await knowDevice(userId);
    expect(await database.db.$count(knownDevices, eq(knownDevices.userId, userId))).toBe(20);
  });
});

describe("an admin", () => {
  it("sees that an account waits, and lifts it", async () => {
    const { db } = database;
    const admin = await createPerson(db, "admin");
    const { email, userId } = await createAccount();
    const address = newAddress();
    expect(await getPersonLock(db, { email })).toBeNull();
    await attemptAll(Array.from({ length: 12 }, () => ({ email, address })));
    const lock = await getPersonLock(db, { email });
    const leftMs = Date.parse(lock?.until ?? "") - Date.now();
    expect(leftMs).toBeGreaterThan(0);
    expect(leftMs).toBeLessThanOrEqual(15 * 60_000);

    await deletePersonLock(db, { actorId: admin.id, personId: userId });
    expect(await getPersonLock(db, { email })).toBeNull();
    expect(await codeOf({ email, address, password: PASSWORD })).toBe("in");
    expect((await entriesOn(userId))[0]).toMatchObject({
      action: "account.lift_lock",
      actorId: admin.id,
    });
  });

  it("sees which addresses wait, and lifts one", async () => {
    const { db } = database;
    const admin = await createPerson(db, "admin");
    const { email } = await createAccount();
    await attemptAll(
      Array.from({ length: 150 }, () => ({
        email: `${randomUUID()}@example.org`,
        address: "2001:db8:9:9::1",
      })),
    );
    const address = "2001:db8:9:9::/64";
    expect((await listLockedAddresses(db)).map((lock) => lock.address)).toContain(address);
    expect(await codeOf({ email, address: "2001:db8:9:9::2", password: PASSWORD })).toBe(
      "too_many",
    );
    await deleteAddressLock(db, { actorId: admin.id, address });
    expect((await listLockedAddresses(db)).map((lock) => lock.address)).not.toContain(address);
    expect(await codeOf({ email, address: "2001:db8:9:9::2", password: PASSWORD })).toBe("in");
  }, 60_000);
});

describe("what is left in the audit log", () => {
  it("is the first failure, the lock and then every tenfold, with the address", async () => {
    const { email, userId } = await createAccount();
    const address = newAddress();
    for (let n = 0; n < 120; n += 1) await codeOf({ email, address });
    const entries = (await entriesOn(userId)).reverse();
    expect(entries.map(({ action, detail }) => [action, detail["tries"]])).toEqual([
      ["account.sign_in_fail", 1],
      ["account.sign_in_lock", 10],
      ["account.sign_in_fail", 100],
    ]);
    for (const { actorId, detail } of entries) {
      expect(actorId).toBeNull();
      expect(detail["address"]).toBe(address);
    }
  });

  it("names an address where there is no account, and never what was typed", async () => {
    const address = newAddress();
    const typed = `my-secret-${randomUUID()}@example.org`;
    await codeOf({ email: typed, address, password: "another secret of mine" });
    const entries = await entriesOn(address);
    expect(entries).toMatchObject([{ detail: { address, countedBy: "address", tries: 1 } }]);
    const kept = JSON.stringify([entries, await database.db.select().from(loginFailures)]);
    expect(kept).not.toContain("my-secret");
    expect(kept).not.toContain("another secret");
  });
});
