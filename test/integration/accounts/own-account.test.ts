import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { getPersonLock } from "#server/accounts/get-locks";
import { createPasswordReset } from "#server/accounts/create-password-reset";
import { getPasswordReset } from "#server/accounts/get-password-reset";
import { getPerson } from "#server/accounts/get-person";
import { listSessions } from "#server/accounts/list-sessions";
import { createSession, getViewer } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { signUp } from "#server/accounts/sign-up";
import { updateAccess } from "#server/accounts/update-access";
import type { Role } from "#domain/accounts/roles";
import { passwordResets, users } from "#server/db/tables/accounts";
import { attempts } from "#server/db/tables/attempts";
import { auditLog } from "#server/db/tables/audit";
import { overrides, selfMarks } from "#server/db/tables/reviews";
import { hasSeenGrade } from "#server/reviews/get-own-marks";
import { practiceCards, practiceSettings } from "#server/db/tables/practice";
import { updateCards } from "#server/practice/update-cards";
import { updateMinutes } from "#server/practice/update-minutes";
import { saveSelfMark } from "#server/reviews/save-self-mark";
import { setOverride } from "#server/reviews/set-override";
import { signReview } from "#server/reviews/sign-review";
import { action as account, loader as accountPage } from "~/routes/account/account";
import { action as exportAction } from "~/routes/account/export";
import { action as reset } from "~/routes/account/reset";
import { action as signIn } from "~/routes/account/sign-in";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm, readToken } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { BOX_ID, gradeWith, handInWork, SCENARIO } from "../reviews/review-world";
import { markWhole } from "../reviews/self-world";

const PASSWORD = "a long enough password";
const OTHER = "quite another password";
const LATE_MARK = { criterionId: "user-outcome", verdict: "met" } as const;
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";

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

async function createPerson(role: Role = "candidate") {
  const email = `${randomUUID()}@example.org`;
  const { userId } = await signUp(database.db, { name: "Ana", email, password: PASSWORD }, role);
  const { token } = await createSession(database.db, userId, FIREFOX);
  return { userId, email, token };
}

type Person = Awaited<ReturnType<typeof createPerson>>;

async function send(token: string | null, intent: string, fields: Record<string, string> = {}) {
  const request = postForm("/account", { intent, ...fields });
  return account({ request, params: {}, context: await world.contextFor(token) });
}

/** What the page says of a form: its status, its notice and the errors of its fields. */
async function ask(person: Person, intent: string, fields: Record<string, string> = {}) {
  const answer = await send(person.token, intent, fields);
  if (!("data" in answer)) throw new Error("answered with a redirect");
  const { notice, result } = answer.data;
  return { status: answer.init?.status ?? 200, notice, errors: result?.errors ?? {}, answer };
}

async function canSignIn(email: string, password: string): Promise<boolean> {
  const request = postForm("/sign-in", { email, password });
  const answer = await signIn({ request, params: {}, context: await world.contextFor(null) });
  return answer instanceof Response;
}

describe("the password", () => {
  it("is changed by who knows the old one; every other browser is out", async () => {
    const person = await createPerson();
    const elsewhere = await createSession(database.db, person.userId);
    const { answer } = await ask(person, "password", { ownPassword: PASSWORD, password: OTHER });
    const headers = new Headers(answer.init?.headers);
    const fresh = readToken(new Response(null, { headers })) ?? "";
    expect(await getViewer(database.db, fresh)).toMatchObject({ id: person.userId });
    for (const old of [person.token, elsewhere.token]) {
      expect(await getViewer(database.db, old)).toBeNull();
    }
    expect(await canSignIn(person.email, PASSWORD)).toBe(false);
    expect(await canSignIn(person.email, OTHER)).toBe(true);
  });

  it("stays where the old one is wrong or the new one is no good", async () => {
    const person = await createPerson();
    const wrong = { ownPassword: "not the password", password: OTHER };
    expect(await ask(person, "password", wrong)).toMatchObject({
      status: 400,
      errors: { ownPassword: ["That isn't your password."] },
    });
    for (const password of ["short", "password123"]) {
      const refused = await ask(person, "password", { ownPassword: PASSWORD, password });
      expect(Object.keys(refused.errors)).toEqual(["password"]);
      expect(JSON.stringify(refused.answer)).not.toContain(PASSWORD);
    }
    expect(await getViewer(database.db, person.token)).not.toBeNull();
    expect(await canSignIn(person.email, PASSWORD)).toBe(true);
  });

  it("can't be guessed from a borrowed browser", async () => {
    const person = await createPerson();
    const statuses: number[] = [];
    for (let tries = 0; tries < 12; tries += 1) {
      const guess = { ownPassword: `guess number ${tries}`, password: OTHER };
      statuses.push((await ask(person, "password", guess)).status);
    }
    expect(statuses.slice(-2)).toEqual([429, 429]);
    const right = { ownPassword: PASSWORD, password: OTHER };
    expect((await ask(person, "password", right)).status).toBe(429);
    // All forms that ask for it share what is left.
    const email = `${randomUUID()}@example.org`;
    expect((await ask(person, "email", { email, ownPassword: PASSWORD })).status).toBe(429);
    expect((await ask(person, "delete", { ownPassword: PASSWORD, isSure: "yes" })).status).toBe(
      429,
    );
    expect(await getPersonLock(database.db, person)).not.toBeNull();
    // Their own browser is another session; it and the sign-in are not held up.
    const own = await createSession(database.db, person.userId);
    expect((await ask({ ...person, token: own.token }, "password", right)).status).toBe(200);
    expect(await canSignIn(person.email, OTHER)).toBe(true);
  });

  it("can be changed while others guess at the sign-in, from everywhere", async () => {
    const person = await createPerson();
    for (let tries = 0; tries < 26; tries += 1) {
      const context = await world.contextFor(null);
      const clientAddress = `198.51.100.${tries}`;
      const request = postForm("/sign-in", { email: person.email, password: "a wrong guess" });
      await signIn({ request, params: {}, context: { ...context, clientAddress } });
    }
    expect(await canSignIn(person.email, PASSWORD)).toBe(false);
    const right = { ownPassword: PASSWORD, password: OTHER };
    expect((await ask(person, "password", right)).status).toBe(200);
  });

  it("takes what was mistyped in one session, and no more, when it is right", async () => {
    const person = await createPerson();
    for (let round = 0; round < 3; round += 1) {
      for (let tries = 0; tries < 9; tries += 1) {
        const wrong = { ownPassword: "not it, surely", email: person.email };
        expect((await ask(person, "email", wrong)).status).toBe(400);
      }
      const right = { ownPassword: PASSWORD, email: person.email };
      expect((await ask(person, "email", right)).status).toBe(200);
    }
  });
});

describe("the address", () => {
  it("is changed with the password, unless another account has it", async () => {
    const [person, other] = [await createPerson(), await createPerson()];
    const email = `new-${randomUUID()}@example.org`;
    const taken = { email: other.email.toUpperCase(), ownPassword: PASSWORD };
    expect(await ask(person, "email", taken)).toMatchObject({
      status: 409,
      errors: { email: ["Another account has this address."] },
    });
    expect((await ask(person, "email", { email, ownPassword: "not it, surely" })).status).toBe(400);
    expect((await ask(person, "email", { email, ownPassword: PASSWORD })).notice).toContain(email);
    expect(await canSignIn(email, PASSWORD)).toBe(true);
    expect(await canSignIn(person.email, PASSWORD)).toBe(false);
  });

  it("goes to one of two who want it at once", async () => {
    const email = `both-${randomUUID()}@example.org`;
    const people = [await createPerson(), await createPerson()];
    const fields = { email, ownPassword: PASSWORD };
    const answers = await Promise.all(people.map((person) => ask(person, "email", fields)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });
});

describe("sessions", () => {
  it("are listed by browser and ended one by one, or all others at once", async () => {
    const person = await createPerson();
    const phone = await createSession(database.db, person.userId);
    const third = await createSession(database.db, person.userId);
    const open = await listSessions(database.db, person);
    expect(open).toHaveLength(3);
    expect(open.filter(({ isThis }) => isThis)).toMatchObject([{ browser: "Firefox on Linux" }]);
    const stranger = await createPerson();
    const [theirs] = await listSessions(database.db, stranger);
    await ask(person, "end-session", { sessionId: theirs?.id ?? "" });
    expect(await getViewer(database.db, stranger.token)).not.toBeNull();
    const [ended] = await listSessions(database.db, { ...person, token: phone.token });
    await ask(person, "end-session", { sessionId: open.find(({ isThis }) => !isThis)?.id ?? "" });
    expect(await listSessions(database.db, person)).toHaveLength(2);
    expect(ended).toBeDefined();
    await ask(person, "end-other-sessions");
    expect(await getViewer(database.db, third.token)).toBeNull();
    expect(await listSessions(database.db, person)).toMatchObject([{ isThis: true }]);
  });
});

describe("a reset link", () => {
  async function makeLink(person: Person) {
    const admin = await createPerson("admin");
    const ids = { actorId: admin.userId, personId: person.userId };
    return createPasswordReset(database.db, ids);
  }

  async function use(token: string, password: string) {
    const request = postForm(`/reset/${token}`, { password });
    const context = await world.contextFor(null);
    return reset({ request, params: { token }, context }).catch((error: unknown) => error);
  }

  it("sets a password once, signs in, and ends every session", async () => {
    const person = await createPerson();
    const { token } = await makeLink(person);
    const answer = await use(token, OTHER);
    if (!(answer instanceof Response)) throw new Error("refused");
    expect(answer.headers.get("Location")).toBe("/problems");
    expect(await getViewer(database.db, readToken(answer) ?? "")).toMatchObject({
      id: person.userId,
    });
    expect(await getViewer(database.db, person.token)).toBeNull();
    expect(await canSignIn(person.email, OTHER)).toBe(true);
    expect(await use(token, "a third good password")).toMatchObject({ status: 404 });
  });

  it("works for one of two who press at once", async () => {
    const { token } = await makeLink(await createPerson());
    const answers = await Promise.all([use(token, OTHER), use(token, `${OTHER} too`)]);
    const through = answers.filter((answer) => answer instanceof Response && answer.status === 302);
    expect(through).toHaveLength(1);
  });

  it("ends with a newer one, with its day, with the account's access, and with a new password", async () => {
    const person = await createPerson();
    const older = await makeLink(person);
    const newer = await makeLink(person);
    expect(await getPasswordReset(database.db, older.token)).toBeNull();
    expect(await getPasswordReset(database.db, newer.token)).toMatchObject({ email: person.email });
    await ask(person, "password", { ownPassword: PASSWORD, password: OTHER });
    expect(await getPasswordReset(database.db, newer.token)).toBeNull();
    const late = await makeLink(person);
    await database.db.update(passwordResets).set({ expiresAt: new Date(Date.now() - 1) });
    expect(await getPasswordReset(database.db, late.token)).toBeNull();
    const admin = await createPerson("admin");
    const closed = await makeLink(person);
    await updateAccess(database.db, {
      actorId: admin.userId,
      personId: person.userId,
      isDisabled: true,
    });
    expect(await getPasswordReset(database.db, closed.token)).toBeNull();
  });

  it("is stored without its token", async () => {
    const { token } = await makeLink(await createPerson());
    expect(JSON.stringify(await database.db.select().from(passwordResets))).not.toContain(token);
  });
});

/** An attempt of the candidate's that a reviewer gave a verdict on and signed. */
async function review(candidate: Person, reviewer: Person): Promise<string> {
  const { attemptId, gradeId } = await handInWork(database.db, candidate.userId);
  const rubric = await gradeWith(database.db, gradeId, "not_met");
  const viewer: Viewer = { id: reviewer.userId, name: "", email: "", role: "reviewer" };
  const at = { attemptId, reviewer: viewer };
  const criterionId = rubric.criteria[0]?.id ?? "";
  const reason = "It says so in the second sentence.";
  const said = { gradeId, criterionId, verdict: "met" as const, reason, basedOn: null };
  const overrideId = await setOverride(database.db, at, said);
  await signReview(database.db, at, { gradeId, seen: overrideId });
  return attemptId;
}

describe("the archive", () => {
  it("holds the person's own marks, and is a look at the grade", async () => {
    const person = await createPerson();
    const { attemptId, gradeId } = await markWhole(database.db, person.userId, "not_met");
    await gradeWith(database.db, gradeId, "met");
    const context = await world.contextFor(person.token);
    const request = postForm("/account/export", {});
    const response = await exportAction({ request, params: {}, context });
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const [, bytes] = Object.entries(files).find(([name]) => name.endsWith("attempt.json")) ?? [];
    const kept = JSON.parse(new TextDecoder().decode(bytes)) as { ownMarks: { marks: unknown[] } };
    expect(kept.ownMarks).toMatchObject({ isBlind: true, total: 0 });
    expect(kept.ownMarks.marks.length).toBeGreaterThan(10);
    expect(await hasSeenGrade(database.db, { attemptId, userId: person.userId })).toBe(true);
  });

  it("holds all that is kept of a person, and nothing of anybody else's account", async () => {
    const [person, reviewer] = [await createPerson(), await createPerson("reviewer")];
    await review(person, reviewer);
    const request = postForm("/account/export", {});
    const context = await world.contextFor(person.token);
    const response = await exportAction({ request, params: {}, context });
    expect(response.headers.get("content-disposition")).toMatch(/scaleboard-[\d-]+\.zip/);
    const files = unzipSync(new Uint8Array(await response.arrayBuffer()));
    const read = (end: string): unknown => {
      const [, bytes] = Object.entries(files).find(([name]) => name.endsWith(end)) ?? [];
      return JSON.parse(new TextDecoder().decode(bytes));
    };
    expect(Object.keys(files)).toHaveLength(7);
    expect(read("notices.json")).toEqual([
      expect.objectContaining({ kind: "graded", readAt: null }),
      expect.objectContaining({ kind: "signed", readAt: null }),
    ]);
    expect(read("practice.json")).toEqual({ settings: null, cards: [], track: null, ticks: [] });
    expect(read("account.json")).toMatchObject({ email: person.email, cohorts: [] });
    expect(read("attempt.json")).toMatchObject({
      answers: { scenario: SCENARIO },
      grades: [{ status: "graded", version: 1 }],
      reviewers: { verdicts: [{ reason: "It says so in the second sentence." }] },
    });
    expect(read("drawing.excalidraw")).toMatchObject({
      type: "excalidraw",
      elements: [{ id: BOX_ID }],
    });
    const all = Object.values(files).map((bytes) => new TextDecoder().decode(bytes));
    for (const secret of [reviewer.email, reviewer.userId, "$argon2id"]) {
      expect(all.join()).not.toContain(secret);
    }
  });
});

describe("deleting an account", () => {
  it("takes the work and the name, and leaves what was done for others", async () => {
    const [person, reviewer] = [await createPerson(), await createPerson("reviewer")];
    const own = await review(person, await createPerson("reviewer"));
    const marked = await markWhole(database.db, person.userId, "not_met");
    const judged = await review(await createPerson(), reviewer);
    await updateMinutes(database.db, { userId: person.userId, minutes: 30 });
    await updateCards(database.db, person.userId);
    for (const leaving of [person, reviewer]) {
      const answer = await send(leaving.token, "delete", { ownPassword: PASSWORD, isSure: "yes" });
      if (!(answer instanceof Response)) throw new Error("refused");
      expect(answer.headers.get("Location")).toBe("/");
      expect(await getViewer(database.db, leaving.token)).toBeNull();
      expect(await canSignIn(leaving.email, PASSWORD)).toBe(false);
    }
    expect(await database.db.$count(attempts, eq(attempts.id, own))).toBe(0);
    expect(await database.db.$count(attempts, eq(attempts.id, judged))).toBe(1);
    for (const table of [practiceCards, practiceSettings]) {
      expect(await database.db.$count(table, eq(table.userId, person.userId))).toBe(0);
    }
    const ownMarks = eq(selfMarks.attemptId, marked.attemptId);
    expect(await database.db.$count(selfMarks, ownMarks)).toBe(0);
    await expect(saveSelfMark(database.db, marked, LATE_MARK)).rejects.toThrow();
    expect(await database.db.$count(overrides, eq(overrides.attemptId, judged))).toBe(1);
    const [row] = await database.db.select().from(users).where(eq(users.id, person.userId));
    expect(row).toMatchObject({ name: "Deleted account", passwordHash: null });
    expect(JSON.stringify(row)).not.toContain(person.email);
    const log = await database.db
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.subjectId, person.userId));
    expect(log.map(({ action }) => action)).toContain("account.delete");
    await expect(getPerson(database.db, person.userId)).rejects.toThrow();
    // The address is free again.
    await signUp(database.db, { name: "Ana", email: person.email, password: PASSWORD });
  });

  it("can't be undone by an admin who lets the empty account in again", async () => {
    const [person, admin] = [await createPerson(), await createPerson("admin")];
    await send(person.token, "delete", { ownPassword: PASSWORD, isSure: "yes" });
    const enable = { actorId: admin.userId, personId: person.userId, isDisabled: false };
    await expect(updateAccess(database.db, enable)).rejects.toMatchObject({ code: "not_found" });
  });

  it("wants the password and the tick, and keeps the last admin", async () => {
    const person = await createPerson();
    const noTick = await ask(person, "delete", { ownPassword: PASSWORD });
    expect(noTick).toMatchObject({ status: 400, errors: { isSure: ["Tick the box first"] } });
    const wrong = await ask(person, "delete", { ownPassword: "not it, surely", isSure: "yes" });
    expect(wrong).toMatchObject({ status: 400 });
    await database.db.update(users).set({ role: "candidate" }).where(eq(users.role, "admin"));
    const admin = await createPerson("admin");
    const last = await ask(admin, "delete", { ownPassword: PASSWORD, isSure: "yes" });
    expect(last).toMatchObject({ status: 409 });
    expect(last.errors[""]?.[0]).toContain("last admin");
    const page = await accountPage({
      request: new Request("http://localhost/account"),
      params: {},
      context: await world.contextFor(admin.token),
    });
    expect(page).toMatchObject({ email: admin.email, isDemo: false });
  });
});
