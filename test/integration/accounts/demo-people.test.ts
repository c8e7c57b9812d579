import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { signInDemo } from "#server/accounts/demo";
import type { DemoAsker } from "#server/accounts/demo";
import { erasePerson } from "#server/accounts/erase-person";
import { noteDemoVisit } from "#server/accounts/note-demo-visit";
import { pruneDemoPeople } from "#server/accounts/prune-demo-people";
import { recordDevice } from "#server/accounts/record-device";
import { createSession, getViewer } from "#server/accounts/sessions";
import { demoPeople, knownDevices, sessions, users } from "#server/db/tables/accounts";
import { ownTracks, practiceSettings, trackTicks } from "#server/db/tables/practice";
import { updateMinutes } from "#server/practice/update-minutes";
import { action as demo } from "~/routes/account/demo";
import { action as changeAccount, loader as accountPage } from "~/routes/account/account";
import { openAttempt } from "../../support/attempts";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { openDrill } from "../drills/drill-world";
import { createPageWorld, postForm, readToken } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";

/** A browser that nobody has come with. */
const NEW: DemoAsker = { viewerId: null, deviceToken: null };
const MANY = { perHour: 1000, inAll: 1000 };

let database: TestDatabase;
let world: PageWorld;

beforeAll(async () => {
  database = await createContentDatabase();
  world = createPageWorld(database);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  await database.db.delete(demoPeople);
  await letHourPass();
});

function tryIt(browser = NEW, limits = MANY): Promise<{ userId: string }> {
  return signInDemo(database.db, "candidate", browser, limits);
}

/** Nobody was made within the hour. */
function letHourPass(): Promise<unknown> {
  return database.db
    .update(users)
    .set({ createdAt: sql`${users.createdAt} - interval '61 minutes'` });
}

/** As the database has it when nobody came for so many days. */
async function letPass(userId: string, days: number): Promise<void> {
  await database.db
    .update(demoPeople)
    .set({ seenAt: sql`now() - ${days} * interval '1 day'` })
    .where(eq(demoPeople.userId, userId));
}

async function readSeenAgo(userId: string): Promise<number> {
  const [row] = await database.db
    .select({ ms: sql<number>`extract(epoch from now() - ${demoPeople.seenAt})::float` })
    .from(demoPeople)
    .where(eq(demoPeople.userId, userId));
  return row?.ms ?? Number.NaN;
}

function pickFourWeeks(userId: string): Promise<unknown> {
  const startsOn = new Date().toISOString().slice(0, 10);
  return database.db.insert(ownTracks).values({ userId, track: "four-weeks", startsOn });
}

describe("a demo account", () => {
  it.each(["admin", "reviewer", "candidate"] as const)(
    "keeps its name, address and password, and can't be deleted by a form without the tick: %s",
    async (role) => {
      const { db } = database;
      const { userId } = await signInDemo(db, role, NEW, MANY);
      const [before] = await db.select().from(users).where(eq(users.id, userId));
      const { token } = await createSession(db, userId);
      const asked: Record<string, string>[] = [
        { intent: "name", name: "Hacked" },
        { intent: "email", email: "hacked@example.org", ownPassword: "" },
        { intent: "email", email: "hacked@example.org", ownPassword: "a guess" },
        { intent: "password", password: "seven quiet herons", ownPassword: "a guess" },
        { intent: "delete", ownPassword: "" },
        // Everybody's; a candidate is its browser's to delete.
        ...(role === "candidate" ? [] : [{ intent: "delete", ownPassword: "", isSure: "yes" }]),
      ];
      for (const fields of asked) {
        const request = postForm("/account", fields);
        const answer = await changeAccount({
          request,
          params: {},
          context: await world.contextFor(token),
        });
        if (!("data" in answer)) throw new Error("done");
        expect([400, 403]).toContain(answer.init?.status);
        expect(Object.values(answer.data.result?.errors ?? {}).flat()).toHaveLength(1);
      }
      expect(await db.select().from(users).where(eq(users.id, userId))).toEqual([before]);
    },
  );
});

describe("trying it", () => {
  it("makes a person for each browser, whom no other browser becomes", async () => {
    const [first, second] = [await tryIt(), await tryIt()];
    expect(second.userId).not.toBe(first.userId);
    const people = await database.db
      .select({ name: users.name, email: users.email, role: users.role })
      .from(users)
      .innerJoin(demoPeople, eq(demoPeople.userId, users.id))
      .orderBy(demoPeople.number);
    expect(people.map(({ role }) => role)).toEqual(["candidate", "candidate"]);
    expect(people[0]?.name).toMatch(/^Demo candidate \d+$/);
    expect(new Set(people.map(({ name }) => name)).size).toBe(2);
    expect(people[0]?.email).toMatch(/^candidate-\d+@demo\.invalid$/);
  });

  it("leads a browser back to its own person, signed in or signed out", async () => {
    const { db } = database;
    const own = await tryIt();
    const device = await recordDevice(db, { userId: own.userId, token: null });
    await tryIt();
    expect(await tryIt({ viewerId: null, deviceToken: device.token })).toEqual(own);
    expect(await tryIt({ viewerId: own.userId, deviceToken: null })).toEqual(own);
  });

  it("opens nobody else by a browser's token: neither an account nor demo staff", async () => {
    const { db } = database;
    const reviewer = await signInDemo(db, "reviewer", NEW);
    const [account] = await db
      .insert(users)
      .values({ email: "somebody@example.org", name: "Somebody" })
      .returning({ id: users.id });
    const { token } = await recordDevice(db, { userId: reviewer.userId, token: null });
    await recordDevice(db, { userId: account?.id ?? "", token });
    const { userId } = await tryIt({ viewerId: account?.id ?? null, deviceToken: token });
    expect([reviewer.userId, account?.id]).not.toContain(userId);
    const stale = await tryIt({ viewerId: null, deviceToken: "no such token" });
    expect(stale.userId).not.toBe(userId);
  });

  it("makes somebody new where an admin has shut the person out", async () => {
    const { db } = database;
    const own = await tryIt();
    const { token } = await recordDevice(db, { userId: own.userId, token: null });
    await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, own.userId));
    expect(await tryIt({ viewerId: null, deviceToken: token })).not.toEqual(own);
  });

  it("keeps reviewer and admin one account each", async () => {
    const { db } = database;
    for (const role of ["reviewer", "admin"] as const) {
      expect(await signInDemo(db, role, NEW)).toEqual(await signInDemo(db, role, NEW));
    }
  });

  it("is bounded by the hour, all at once too, and says how long to wait", async () => {
    const limits = { perHour: 3, inAll: 100 };
    const made = await Promise.allSettled(Array.from({ length: 8 }, () => tryIt(NEW, limits)));
    expect(made.filter(({ status }) => status === "fulfilled")).toHaveLength(3);
    const refused: unknown = await tryIt(NEW, limits).catch((error: unknown) => error);
    expect(refused).toMatchObject({
      code: "too_many",
      userMessage: expect.stringMatching(/^3 demo candidates .* Wait \d+ minutes/),
    });
    // Nor does deleting those who were made make room.
    for (const { userId } of await database.db.select().from(demoPeople)) {
      await database.db.transaction((tx) => erasePerson(tx, userId));
    }
    await expect(tryIt(NEW, limits)).rejects.toMatchObject({ code: "too_many" });
    await letHourPass();
    await expect(tryIt(NEW, limits)).resolves.toBeDefined();
  });

  it("is bounded in all while nothing is started, but not for who is there already", async () => {
    const limits = { perHour: 100, inAll: 2 };
    const [own, other] = [await tryIt(NEW, limits), await tryIt(NEW, limits)];
    await expect(tryIt(NEW, limits)).rejects.toMatchObject({
      code: "too_many",
      userMessage: expect.stringMatching(/^2 demo candidates here haven't started anything/),
    });
    expect(await tryIt({ ...NEW, viewerId: own.userId }, limits)).toEqual(own);
    await openAttempt(database.db, other.userId);
    await expect(tryIt(NEW, limits)).resolves.toBeDefined();
  });

  it("is a press of a button that signs in, and says whose the account is", async () => {
    const request = postForm("/demo", { role: "candidate" });
    const context = await world.contextFor(null, { isDemo: true });
    const answer = await demo({ request, params: {}, context });
    if (!(answer instanceof Response)) throw new Error("not a response");
    expect(answer.headers.get("Location")).toBe("/problems");
    const token = readToken(answer) ?? "";
    expect(await getViewer(database.db, token)).toMatchObject({ role: "candidate" });
    const page = await accountPage({
      request: new Request("http://localhost/account"),
      params: {},
      context: await world.contextFor(token),
    });
    expect(page).toMatchObject({ isDemo: true, demoPerson: { hasWork: false } });
  });
});

describe("a demo person who doesn't come back", () => {
  it("is deleted after a week where nothing was started, and nobody else is", async () => {
    const { db } = database;
    const [idle, recent] = [await tryIt(), await tryIt()];
    const [shared] = await db
      .insert(users)
      .values({ email: "candidate@demo.invalid", name: "Demo Candidate" })
      .returning({ id: users.id });
    const { token } = await createSession(db, idle.userId);
    await recordDevice(db, { userId: idle.userId, token: null });
    await updateMinutes(db, { userId: idle.userId, minutes: 30 });
    await letPass(idle.userId, 7.1);
    await letPass(recent.userId, 6.9);
    expect(await pruneDemoPeople(db)).toBe(1);
    expect(await getViewer(db, token)).toBeNull();
    for (const table of [sessions, knownDevices, demoPeople, practiceSettings]) {
      expect(await db.$count(table, eq(table.userId, idle.userId))).toBe(0);
    }
    const [left] = await db.select().from(users).where(eq(users.id, idle.userId));
    expect(left?.name).toBe("Deleted account");
    expect(left?.email).not.toContain("demo");
    for (const userId of [recent.userId, shared?.id ?? ""]) {
      const [there] = await db.select().from(users).where(eq(users.id, userId));
      expect(there?.deletedAt).toBeNull();
    }
    expect(await pruneDemoPeople(db)).toBe(0);
  });

  it.each<[string, (userId: string) => Promise<unknown>]>([
    ["an attempt that was only begun", (userId) => openAttempt(database.db, userId)],
    ["a drill", (userId) => openDrill(database.db, userId)],
    ["a track", pickFourWeeks],
    [
      "a tick of a track that was dropped",
      async (userId) => {
        await pickFourWeeks(userId);
        const tick = { track: "four-weeks", item: "1/topic/kv-cache" };
        await database.db.insert(trackTicks).values({ userId, ...tick });
        await database.db.delete(ownTracks).where(eq(ownTracks.userId, userId));
      },
    ],
  ])("is never deleted with work: %s", async (_, work) => {
    const { userId } = await tryIt();
    await work(userId);
    await letPass(userId, 900);
    expect(await pruneDemoPeople(database.db)).toBe(0);
    const [person] = await database.db.select().from(users).where(eq(users.id, userId));
    expect(person?.deletedAt).toBeNull();
  });

  it("is kept by any request of their browser", async () => {
    const { db } = database;
    const { userId } = await tryIt();
    const { token } = await createSession(db, userId);
    const viewer = await getViewer(db, token);
    if (!viewer) throw new Error("no viewer");
    await letPass(userId, 8);
    await noteDemoVisit(db, viewer);
    expect(await readSeenAgo(userId)).toBeLessThan(60);
    expect(await pruneDemoPeople(db)).toBe(0);
  });
});
