import { createHash, randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { acceptInvitation } from "#server/accounts/accept-invitation";
import { createCohort } from "#server/accounts/create-cohort";
import { createInvitation } from "#server/accounts/create-invitation";
import { deleteCohort } from "#server/accounts/delete-cohort";
import { getInvitation } from "#server/accounts/get-invitation";
import { getPerson } from "#server/accounts/get-person";
import { listInvitations } from "#server/accounts/list-invitations";
import { revokeInvitation } from "#server/accounts/revoke-invitation";
import type { Role } from "#domain/accounts/roles";
import { createSession, getViewer } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { auditLog } from "#server/db/tables/audit";
import { invitations, users } from "#server/db/tables/accounts";
import { action as accept, loader as door } from "~/routes/account/invitation";
import { action as invitationsAction } from "~/routes/admin/invitations";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm, readToken } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";

const PASSWORD = "seven quiet herons";

let database: TestDatabase;
let world: PageWorld;
let admin: Viewer;

beforeAll(async () => {
  database = await createTestDatabase();
  world = createPageWorld(database);
  admin = await createPerson(database.db, "admin");
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

function createAddress(): string {
  return `ana-${randomUUID()}@example.org`;
}

async function invite(role: Role = "candidate", cohortId: string | null = null) {
  const email = createAddress();
  const wanted = { actorId: admin.id, email, role, cohortId };
  const { token } = await createInvitation(database.db, wanted);
  const [row] = await database.db.select().from(invitations).where(eq(invitations.email, email));
  if (!row) throw new Error("no invitation");
  return { email, token, id: row.id, tokenHash: row.tokenHash };
}

async function postAccept(token: string, fields: Record<string, string>) {
  const request = postForm(`/invitation/${token}`, fields);
  return accept({ request, params: { token }, context: await world.contextFor(null) });
}

async function openDoor(token: string) {
  const request = new Request(`http://localhost/invitation/${token}`);
  const page = await door({ request, params: { token }, context: await world.contextFor(null) });
  return { status: page.init?.status, state: page.data.invitation?.state ?? null };
}

function expire(id: string) {
  return database.db
    .update(invitations)
    .set({ expiresAt: new Date(Date.now() - 1_000) })
    .where(eq(invitations.id, id));
}

function countAccounts(email: string) {
  return database.db.$count(users, eq(users.email, email));
}

describe("an invitation", () => {
  it("makes an account with its role and cohort, and signs it in", async () => {
    const name = `Spring ${randomUUID()}`;
    const { cohortId } = await createCohort(database.db, { actorId: admin.id, name });
    const { email, token, id } = await invite("reviewer", cohortId);
    const response = await postAccept(token, { name: "Ana", password: PASSWORD });
    if (!(response instanceof Response)) throw new Error("refused");
    expect(response.headers.get("Location")).toBe("/review");
    const viewer = await getViewer(database.db, readToken(response) ?? "");
    expect(viewer).toMatchObject({ email, name: "Ana", role: "reviewer" });
    const person = await getPerson(database.db, viewer?.id ?? "");
    expect(person.cohorts).toEqual([{ id: cohortId, name }]);
    const log = await database.db.select().from(auditLog).where(eq(auditLog.subjectId, id));
    expect(log.map(({ action, actorId }) => [action, actorId])).toEqual([
      ["invitation.create", admin.id],
      ["invitation.accept", viewer?.id],
    ]);
  });

  it("refuses a role that the form brings along, and stays open", async () => {
    const { email, token } = await invite();
    const fields = { name: "Ana", password: PASSWORD, role: "admin" };
    expect(await postAccept(token, fields).catch((error: unknown) => error)).toMatchObject({
      status: 400,
    });
    expect(await countAccounts(email)).toBe(0);
    expect((await getInvitation(database.db, token))?.state).toBe("open");
  });

  it("is stored without its token", async () => {
    const { token, tokenHash } = await invite();
    expect(tokenHash).toBe(createHash("sha256").update(token).digest("hex"));
    const rows = await database.db.select().from(invitations);
    const log = await database.db.select().from(auditLog);
    expect(JSON.stringify([rows, log])).not.toContain(token);
    expect(JSON.stringify(await listInvitations(database.db))).not.toContain(tokenHash);
  });

  it("makes one account of ten presses at once", async () => {
    const { email, token } = await invite();
    const presses = Array.from({ length: 10 }, (_, index) =>
      acceptInvitation(database.db, { token, name: `Ana ${index}`, password: PASSWORD }),
    );
    const results = await Promise.allSettled(presses);
    const codes = results.map((one) => (one.status === "fulfilled" ? "done" : one.reason.code));
    expect(codes.sort()).toEqual(["done", ...Array<string>(9).fill("gone")]);
    expect(await countAccounts(email)).toBe(1);
  });

  it("is used or revoked, never both", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { email, token, id } = await invite();
      const [used, revoked] = await Promise.allSettled([
        acceptInvitation(database.db, { token, name: "Ana", password: PASSWORD }),
        revokeInvitation(database.db, { actorId: admin.id, invitationId: id }),
      ]);
      expect([used.status, revoked.status].sort()).toEqual(["fulfilled", "rejected"]);
      expect(await countAccounts(email)).toBe(used.status === "fulfilled" ? 1 : 0);
    }
  });

  it("answers each closed door by its own page and status, and makes nothing", async () => {
    const used = await invite();
    await postAccept(used.token, { name: "Ana", password: PASSWORD });
    const revoked = await invite();
    await revokeInvitation(database.db, { actorId: admin.id, invitationId: revoked.id });
    const expired = await invite();
    await expire(expired.id);
    const open = await invite();
    expect(await openDoor(open.token)).toEqual({ status: 200, state: "open" });
    expect(await openDoor(used.token)).toEqual({ status: 410, state: "used" });
    expect(await openDoor(revoked.token)).toEqual({ status: 410, state: "revoked" });
    expect(await openDoor(expired.token)).toEqual({ status: 410, state: "expired" });
    expect(await openDoor("no-such-token")).toEqual({ status: 404, state: null });
    for (const { token, email } of [revoked, expired]) {
      const answer = await postAccept(token, { name: "Ana", password: PASSWORD });
      expect(answer).toMatchObject({ init: { status: 410 } });
      expect(await countAccounts(email)).toBe(0);
    }
  });

  it("keeps to the rules of passwords, and is still good after a refusal", async () => {
    const { email, token } = await invite();
    const common = await postAccept(token, { name: "Ana", password: "password123" });
    const short = await postAccept(token, { name: "Ana", password: "short" });
    for (const answer of [common, short]) {
      if (answer instanceof Response) throw new Error("accepted");
      expect(answer.init?.status).toBe(400);
      expect(answer.data.errors["password"]).toHaveLength(1);
      expect(JSON.stringify(answer.data)).not.toMatch(/password123|short"/);
    }
    expect(await countAccounts(email)).toBe(0);
    expect((await getInvitation(database.db, token))?.state).toBe("open");
  });

  it("makes no second account for an address that signed up meanwhile", async () => {
    const { email, token } = await invite();
    await database.db.insert(users).values({ email: email.toUpperCase(), name: "Ana" });
    const answer = await postAccept(token, { name: "Ana", password: PASSWORD });
    expect(answer).toMatchObject({ init: { status: 409 } });
  });

  it("outlives its cohort", async () => {
    const name = `Autumn ${randomUUID()}`;
    const { cohortId } = await createCohort(database.db, { actorId: admin.id, name });
    const { token } = await invite("candidate", cohortId);
    await deleteCohort(database.db, { actorId: admin.id, cohortId });
    const made = await acceptInvitation(database.db, { token, name: "Ana", password: PASSWORD });
    expect((await getPerson(database.db, made.userId)).cohorts).toEqual([]);
  });

  it("is one an address: a second is refused until the first is over", async () => {
    const { email, id } = await invite();
    const again = { actorId: admin.id, email: email.toUpperCase(), role: "admin", cohortId: null };
    const wanted = { ...again, role: "candidate" } as const;
    await expect(createInvitation(database.db, wanted)).rejects.toMatchObject({ code: "conflict" });
    await expire(id);
    const results = await Promise.allSettled([
      createInvitation(database.db, wanted),
      createInvitation(database.db, wanted),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });
});

describe("the page of invitations", () => {
  async function post(fields: Record<string, string>) {
    const { token } = await createSession(database.db, admin.id);
    const request = postForm("/admin/people/invitations", fields);
    return invitationsAction({ request, params: {}, context: await world.contextFor(token) });
  }

  it("tells a link that opens the door", async () => {
    const fields = { intent: "invite", email: createAddress(), role: "candidate", cohortId: "" };
    const answer = await post(fields);
    const link = "link" in answer.data ? answer.data.link : null;
    expect(link?.url).toMatch(/^http:\/\/localhost\/invitation\/[\w-]{43}$/);
    expect(await openDoor(link?.url.split("/").at(-1) ?? "")).toMatchObject({ state: "open" });
  });

  it("says at the address why somebody can't be invited", async () => {
    const fields = { intent: "invite", email: admin.email, role: "candidate", cohortId: "" };
    const answer = await post(fields);
    expect(answer).toMatchObject({
      init: { status: 409 },
      data: { link: null, result: { errors: { email: [expect.stringMatching(/an account/)] } } },
    });
  });
});
