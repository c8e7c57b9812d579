import { randomUUID } from "node:crypto";
import pg from "pg";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AppLoadContext } from "@remix-run/node";
import { signInDemo } from "#server/accounts/demo";
import { createLoginLimiter } from "#server/accounts/login-limiter";
import { recordDevice } from "#server/accounts/record-device";
import { createSession, getViewer } from "#server/accounts/sessions";
import { signUp } from "#server/accounts/sign-up";
import { auditLog } from "#server/db/tables/audit";
import { demoPeople, users } from "#server/db/tables/accounts";
import { attempts } from "#server/db/tables/attempts";
import { notices } from "#server/db/tables/notices";
import { practiceCards } from "#server/db/tables/practice";
import { updateCards } from "#server/practice/update-cards";
import { action as changeAccount } from "~/routes/account/account";
import { action as keep, loader as keepPage } from "~/routes/account/keep";
import { action as signIn } from "~/routes/account/sign-in";
import { action as postSignUp } from "~/routes/account/sign-up";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm, readToken } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { readReport } from "../drills/drill-world";

const PASSWORD = "a long enough password";

let database: TestDatabase;
let world: PageWorld;
let pool: pg.Pool;

beforeAll(async () => {
  database = await createContentDatabase();
  world = createPageWorld(database);
  pool = new pg.Pool({ connectionString: database.url, max: 2 });
});
afterAll(async () => {
  await world.close();
  await pool.end();
  await database.drop();
});

/** The demo candidate of a new browser, signed in there. */
async function tryIt() {
  const { db } = database;
  const { userId } = await signInDemo(db, "candidate", { viewerId: null, deviceToken: null });
  const { token } = await createSession(db, userId);
  const device = await recordDevice(db, { userId, token: null });
  return { userId, token, deviceToken: device.token };
}

const asked = (fields: Record<string, string> = {}) => ({
  name: "Ana",
  email: `${randomUUID()}@example.org`,
  password: PASSWORD,
  ...fields,
});

async function send(
  token: string,
  fields: Record<string, string>,
  overrides: Partial<AppLoadContext> = {},
  settings: Parameters<PageWorld["contextFor"]>[1] = {},
) {
  const context = { ...(await world.contextFor(token, settings)), ...overrides };
  return keep({ request: postForm("/account/keep", fields), params: {}, context });
}

/** What the form is answered, which isn't what was asked for. */
async function refused(...args: Parameters<typeof send>) {
  const answer = await send(...args);
  if (!("data" in answer)) throw new Error("kept");
  return { status: answer.init?.status, ...answer.data };
}

async function readPerson(userId: string) {
  const [row] = await database.db.select().from(users).where(eq(users.id, userId));
  return row;
}

async function canSignIn(email: string, userId: string): Promise<boolean> {
  const request = postForm("/sign-in", { email, password: PASSWORD });
  const answer = await signIn({ request, params: {}, context: await world.contextFor(null) });
  if (!(answer instanceof Response)) return false;
  return (await getViewer(database.db, readToken(answer) ?? ""))?.id === userId;
}

describe("keeping the work of a demo candidate", () => {
  it("makes an account of the same row, with all its work, which the password opens", async () => {
    const { db } = database;
    const own = await tryIt();
    await readReport(db, own.userId);
    await updateCards(db, own.userId);
    const countAll = () =>
      Promise.all(
        [attempts, practiceCards, notices].map((table) =>
          db.$count(table, eq(table.userId, own.userId)),
        ),
      );
    const before = await countAll();
    expect(Math.min(...before)).toBeGreaterThan(0);

    const fields = asked({ next: "/attempts?x=1" });
    const answer = await send(own.token, fields);
    if (!(answer instanceof Response)) throw new Error("refused");
    const said = new URL(answer.headers.get("Location") ?? "", "http://localhost");
    expect(said.pathname).toBe("/account/keep");
    const fresh = readToken(answer) ?? "";
    expect(await getViewer(db, fresh)).toMatchObject({
      id: own.userId,
      name: "Ana",
      email: fields.email,
      role: "candidate",
    });
    const page = await keepPage({
      request: new Request(said),
      params: {},
      context: await world.contextFor(fresh),
    });
    expect(page).toMatchObject({ keptAs: fields.email, next: "/attempts?x=1" });
    expect(await countAll()).toEqual(before);
    expect(await canSignIn(fields.email, own.userId)).toBe(true);
    const log = await db
      .select({ action: auditLog.action, detail: auditLog.detail })
      .from(auditLog)
      .where(eq(auditLog.subjectId, own.userId));
    expect(log).toContainEqual({ action: "account.keep", detail: {} });
  });

  it("leaves no way in without the password: no older session, no browser", async () => {
    const { db } = database;
    const own = await tryIt();
    const elsewhere = await createSession(db, own.userId);
    await send(own.token, asked());
    for (const { token } of [own, elsewhere]) expect(await getViewer(db, token)).toBeNull();
    const again = await signInDemo(db, "candidate", {
      viewerId: own.userId,
      deviceToken: own.deviceToken,
    });
    expect(again.userId).not.toBe(own.userId);
    expect(await db.$count(demoPeople, eq(demoPeople.userId, own.userId))).toBe(0);
  });

  it("refuses a taken address, whatever its case, and nothing is lost", async () => {
    const { db } = database;
    const own = await tryIt();
    const { attemptId } = await readReport(db, own.userId);
    const other = asked();
    await signUp(db, other);
    const before = await readPerson(own.userId);
    const { status, errors, typed } = await refused(own.token, {
      ...asked(),
      email: other.email.toUpperCase(),
    });
    expect(status).toBe(409);
    expect(errors["email"]?.[0]).toMatch(/^There is already an account with this address/);
    expect(JSON.stringify(typed)).not.toContain(PASSWORD);
    expect(await readPerson(own.userId)).toEqual(before);
    expect(await getViewer(db, own.token)).toMatchObject({ id: own.userId });
    expect(await db.$count(attempts, eq(attempts.id, attemptId))).toBe(1);
    const back = await signInDemo(db, "candidate", {
      viewerId: null,
      deviceToken: own.deviceToken,
    });
    expect(back.userId).toBe(own.userId);
    expect(await send(own.token, asked())).toBeInstanceOf(Response);
  });

  it("gives an address that two want at once to one of them", async () => {
    const [first, second] = [await tryIt(), await tryIt()];
    const fields = asked();
    const context = await world.contextFor(null);
    const request = postForm("/sign-up", fields);
    const answers = await Promise.all([
      send(first.token, fields),
      send(second.token, fields),
      postSignUp({ request, params: {}, context }),
    ]);
    expect(answers.filter((answer) => answer instanceof Response)).toHaveLength(1);
    expect(answers.flatMap((answer) => ("data" in answer ? [answer.init?.status] : []))).toEqual([
      409, 409,
    ]);
  });

  it("is a sign-up: closed where accounts are by invitation, and held to its rules", async () => {
    const own = await tryIt();
    const before = await readPerson(own.userId);
    const closed = await refused(own.token, asked(), {}, { signUp: "invite", isDemo: true });
    expect(closed.status).toBe(403);
    expect(closed.errors[""]?.[0]).toMatch(/by invitation only/);
    for (const [field, value] of [
      ["password", "password123"],
      ["password", "short"],
      ["email", "Admin@Demo.invalid"],
      ["email", "ana"],
      ["name", " "],
    ] as const) {
      const { status, errors } = await refused(own.token, asked({ [field]: value }));
      expect([status, Object.keys(errors)]).toEqual([400, [field]]);
    }
    await expect(send(own.token, asked({ role: "admin" }))).rejects.toMatchObject({ status: 400 });
    expect(await readPerson(own.userId)).toEqual(before);
  });

  it("counts with the sign-ups of its network, so that taken addresses can't be listed", async () => {
    const loginLimiter = createLoginLimiter(pool, { signUpsPerHour: 2 });
    const overrides = { loginLimiter, clientAddress: "198.51.100.7" };
    const own = await tryIt();
    const taken = asked();
    await signUp(database.db, taken);
    expect((await refused(own.token, taken, overrides)).status).toBe(409);
    const context = { ...(await world.contextFor(null)), ...overrides };
    await postSignUp({ request: postForm("/sign-up", asked()), params: {}, context });
    const third = await refused(own.token, taken, overrides);
    expect([third.status, third.errors["email"]]).toEqual([429, undefined]);
  });

  it("is for the demo candidate of a browser alone", async () => {
    const { db } = database;
    const nobody = { viewerId: null, deviceToken: null };
    const others = [
      (await createPerson(db)).id,
      (await signInDemo(db, "reviewer", nobody)).userId,
      (await signInDemo(db, "admin", nobody)).userId,
    ];
    for (const userId of others) {
      const { token } = await createSession(db, userId);
      const before = await readPerson(userId);
      expect((await refused(token, asked())).status).toBe(403);
      expect(await readPerson(userId)).toEqual(before);
    }
  });
});

describe("deleting a demo candidate", () => {
  async function press(token: string, fields: Record<string, string>) {
    const request = postForm("/account", { intent: "delete", ...fields });
    return changeAccount({ request, params: {}, context: await world.contextFor(token) });
  }

  it("takes the tick and no password, and all work goes", async () => {
    const { db } = database;
    const own = await tryIt();
    await readReport(db, own.userId);
    expect(await press(own.token, {})).toMatchObject({ init: { status: 400 } });
    const answer = await press(own.token, { isSure: "yes" });
    expect(answer).toBeInstanceOf(Response);
    expect(await getViewer(db, own.token)).toBeNull();
    expect(await db.$count(attempts, eq(attempts.userId, own.userId))).toBe(0);
    expect((await readPerson(own.userId))?.deletedAt).not.toBeNull();
  });

  it("takes the password once it is kept", async () => {
    const own = await tryIt();
    const answer = await send(own.token, asked());
    if (!(answer instanceof Response)) throw new Error("refused");
    const token = readToken(answer) ?? "";
    expect(await press(token, { isSure: "yes" })).toMatchObject({ init: { status: 400 } });
    expect(await press(token, { isSure: "yes", ownPassword: PASSWORD })).toBeInstanceOf(Response);
  });
});
