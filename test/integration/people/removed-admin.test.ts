import { randomUUID } from "node:crypto";
import { and, desc, eq, inArray } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "#domain/accounts/roles";
import { acceptInvitation } from "#server/accounts/accept-invitation";
import { createInvitation } from "#server/accounts/create-invitation";
import { createPasswordReset } from "#server/accounts/create-password-reset";
import { erasePerson } from "#server/accounts/erase-person";
import { getInvitation } from "#server/accounts/get-invitation";
import { getPasswordReset } from "#server/accounts/get-password-reset";
import { resetPassword } from "#server/accounts/reset-password";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { signUp } from "#server/accounts/sign-up";
import { updateAccess } from "#server/accounts/update-access";
import { updateRole } from "#server/accounts/update-role";
import { auditLog } from "#server/db/tables/audit";
import { invitations, passwordResets, users } from "#server/db/tables/accounts";
import { notices } from "#server/db/tables/notices";
import { listNotices } from "#server/notices/list-notices";
import { recordVisit } from "#server/notices/record-visit";
import { action as account } from "~/routes/account/account";
import { loader as auditPage } from "~/routes/admin/audit";
import { action as invitationsPage } from "~/routes/admin/invitations";
import { action as personPage } from "~/routes/admin/people-person";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";

const PASSWORD = "seven quiet herons";
const DAY_MS = 24 * 60 * 60 * 1_000;

let database: TestDatabase;
let world: PageWorld;
let ada: Viewer;
let mal: Viewer;

beforeAll(async () => {
  database = await createTestDatabase();
  world = createPageWorld(database);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  await database.db.delete(notices);
  await database.db.update(users).set({ role: "candidate" }).where(eq(users.role, "admin"));
  ada = await createAdmin("Ada");
  mal = await createAdmin("Mal");
});

async function createAdmin(name: string): Promise<Viewer> {
  const email = `${randomUUID()}@example.org`;
  const { userId } = await signUp(database.db, { name, email, password: PASSWORD }, "admin");
  return { id: userId, name, email, role: "admin" };
}

async function invite(role: Role, by: Viewer = mal) {
  const email = `${randomUUID()}@example.org`;
  const { token } = await createInvitation(database.db, {
    actorId: by.id,
    email,
    role,
    cohortId: null,
  });
  const [row] = await database.db.select().from(invitations).where(eq(invitations.email, email));
  if (!row) throw new Error("no invitation");
  return { token, ...row };
}

const resetFor = (person: Viewer, by: Viewer = mal) =>
  createPasswordReset(database.db, { actorId: by.id, personId: person.id });

const accept = (token: string) =>
  acceptInvitation(database.db, { token, name: "Back Door", password: PASSWORD });

async function postAs(viewer: Viewer, path: string, fields: Record<string, string>) {
  const { token } = await createSession(database.db, viewer.id);
  return { request: postForm(path, fields), context: await world.contextFor(token) };
}

async function pressAt(person: Viewer, fields: Record<string, string>): Promise<string> {
  const asked = await postAs(ada, `/admin/people/${person.id}`, fields);
  const answer = await personPage({ ...asked, params: { personId: person.id } });
  if (!("data" in answer)) throw new Error("answered with a redirect");
  return answer.data.notice ?? "";
}

const REMOVALS: Record<string, () => Promise<string>> = {
  disabled: () => pressAt(mal, { intent: "access", isDisabled: "true" }),
  demoted: () => pressAt(mal, { intent: "role", role: "reviewer" }),
  deleted: async () => {
    const fields = { intent: "delete", ownPassword: PASSWORD, isSure: "yes" };
    await account({ ...(await postAs(mal, "/account", fields)), params: {} });
    return "";
  },
};

const linesOn = (ids: string[]) =>
  database.db
    .select({ action: auditLog.action, subjectId: auditLog.subjectId, detail: auditLog.detail })
    .from(auditLog)
    .where(and(inArray(auditLog.subjectId, ids), inArray(auditLog.action, REVOKED)));
const REVOKED = ["invitation.revoke", "account.revoke_reset_link"];

describe("links of a removed admin", () => {
  it.each(Object.keys(REMOVALS))("end at once when they are %s, and are named", async (how) => {
    const links = [await invite("admin"), await invite("candidate")];
    const reset = await resetFor(ada);
    const other = await invite("candidate", ada);
    const said = await REMOVALS[how]?.();
    if (how !== "deleted") {
      expect(said).toContain("2 invitations and a password reset link they created no longer work");
    }
    for (const { token, email } of links) {
      expect(await getInvitation(database.db, token)).toEqual({ state: "revoked" });
      await expect(accept(token)).rejects.toMatchObject({ code: "gone" });
      expect(await database.db.$count(users, eq(users.email, email))).toBe(0);
    }
    expect(await getPasswordReset(database.db, reset.token)).toBeNull();
    const set = { token: reset.token, password: `${PASSWORD} anew` };
    await expect(resetPassword(database.db, set)).rejects.toMatchObject({ code: "gone" });
    expect((await getInvitation(database.db, other.token))?.state).toBe("open");
    const lines = await linesOn([...links.map(({ id }) => id), ada.id]);
    expect(lines).toHaveLength(3);
    expect(lines).toEqual(
      expect.arrayContaining([
        ...links.map(({ id }) => ({
          action: "invitation.revoke",
          subjectId: id,
          detail: { invitedBy: mal.id },
        })),
        { action: "account.revoke_reset_link", subjectId: ada.id, detail: { createdBy: mal.id } },
      ]),
    );
  });

  it("stay ended when the rights come back", async () => {
    const [link, reset] = [await invite("admin"), await resetFor(ada)];
    await REMOVALS["disabled"]?.();
    await updateAccess(database.db, { actorId: ada.id, personId: mal.id, isDisabled: false });
    await expect(accept(link.token)).rejects.toMatchObject({ code: "gone" });
    expect(await getPasswordReset(database.db, reset.token)).toBeNull();
  });

  it.each([{ role: "candidate" as const }, { disabledAt: new Date() }])(
    "are looked at when they are used, should one have been left: %o",
    async (changes) => {
      const [link, reset] = [await invite("admin"), await resetFor(ada)];
      await database.db.update(users).set(changes).where(eq(users.id, mal.id));
      expect((await getInvitation(database.db, link.token))?.state).toBe("revoked");
      await expect(accept(link.token)).rejects.toMatchObject({ code: "gone" });
      expect(await getPasswordReset(database.db, reset.token)).toBeNull();
    },
  );

  it("are used or ended, never both, when it happens at once", async () => {
    for (let round = 0; round < 8; round += 1) {
      const admin = await createAdmin("Mal");
      const [link, reset] = [await invite("admin", admin), await resetFor(ada, admin)];
      const [removed, used, set] = await Promise.allSettled([
        updateAccess(database.db, { actorId: ada.id, personId: admin.id, isDisabled: true }),
        accept(link.token),
        resetPassword(database.db, { token: reset.token, password: PASSWORD }),
      ]);
      if (removed.status === "rejected") throw removed.reason;
      expect(removed.value.revoked).toEqual({
        invitations: used.status === "fulfilled" ? 0 : 1,
        resetLinks: set.status === "fulfilled" ? 0 : 1,
      });
    }
  });

  it("can't be made by somebody who was an admin when the page was opened", async () => {
    await updateRole(database.db, { actorId: ada.id, personId: mal.id, role: "reviewer" });
    await expect(invite("admin")).rejects.toMatchObject({ code: "forbidden" });
    await expect(resetFor(ada)).rejects.toMatchObject({ code: "forbidden" });
  });

  it("for somebody whose role changes end as well", async () => {
    const email = `${randomUUID()}@example.org`;
    const { userId } = await signUp(database.db, { name: "Cy", email, password: PASSWORD });
    const { token } = await resetFor({ id: userId, name: "Cy", email, role: "candidate" });
    await updateRole(database.db, { actorId: ada.id, personId: userId, role: "admin" });
    expect(await getPasswordReset(database.db, token)).toBeNull();
  });
});

describe("a link for an admin", () => {
  it("lasts a day, one for others a week", async () => {
    const lasts = async (role: Role) => {
      const { expiresAt, createdAt } = await invite(role);
      return Math.round((expiresAt.getTime() - createdAt.getTime()) / DAY_MS);
    };
    expect([await lasts("admin"), await lasts("reviewer"), await lasts("candidate")]).toEqual([
      1, 7, 7,
    ]);
  });

  async function read(person: Viewer) {
    const page = await listNotices(database.db, person.id, { page: 1 });
    return page.notices.map((notice) => {
      if (notice.kind !== "admin_link") throw new Error(notice.kind);
      const { link, isOwn, isRead } = notice;
      return { by: link.by, about: link.owner?.name ?? null, isOwn, isRead };
    });
  }

  it("is told to the other admins and nobody else, and one for others to nobody", async () => {
    const eve = await createAdmin("Eve");
    await invite("reviewer");
    const fields = { intent: "invite", email: `${randomUUID()}@example.org`, role: "admin" };
    await invitationsPage({
      ...(await postAs(mal, "/admin/people/invitations", fields)),
      params: {},
    });
    await resetFor(ada);
    const invited = { by: "Mal", about: null, isOwn: false, isRead: false };
    const reset = { by: "Mal", about: "Ada", isRead: false };
    expect(await read(ada)).toEqual([{ ...reset, isOwn: true }, invited]);
    expect(await read(eve)).toEqual([{ ...reset, isOwn: false }, invited]);
    expect(await read(mal)).toEqual([]);
    expect(await database.db.$count(notices)).toBe(4);
  });

  it("counts as read once the audit log was opened, which names it", async () => {
    const { id, email } = await invite("admin");
    const visit = { userId: ada.id, now: new Date(), timeZone: "UTC" };
    expect(await recordVisit(database.db, { ...visit, subject: null })).toMatchObject({
      unread: 1,
    });
    const { token } = await createSession(database.db, ada.id);
    const page = await auditPage({
      request: new Request(`http://localhost/admin/audit?subject=${id}`),
      params: {},
      context: await world.contextFor(token),
    });
    expect(page.lines).toMatchObject([{ action: "invitation.create", actor: { name: "Mal" } }]);
    expect(page.subjects[id]).toEqual({ kind: "invitation", email });
    const seen = await recordVisit(database.db, { ...visit, subject: "admin_link" });
    expect(seen).toMatchObject({ unread: 0 });
    expect((await read(ada)).map(({ isRead }) => isRead)).toEqual([true]);
  });

  it("is no news any more to somebody who is no admin any more", async () => {
    await invite("admin", ada);
    expect(await read(mal)).toHaveLength(1);
    await REMOVALS["demoted"]?.();
    expect(await read(mal)).toEqual([]);
  });
});

describe("the address of somebody who was invited", () => {
  it("is in no entry of the log, and in no invitation once the account is deleted", async () => {
    const { db } = database;
    const { token, email, id } = await invite("reviewer");
    const { userId } = await accept(token);
    const later = `later-${randomUUID()}@example.org`;
    await db.update(users).set({ email: later }).where(eq(users.id, userId));
    // One that was taken back, one whose time is over, and one still open, to either address.
    const rest = [
      { email: email.toUpperCase(), revokedAt: new Date(), expiresAt: new Date() },
      { email: later, revokedAt: null, expiresAt: new Date() },
      { email, revokedAt: null, expiresAt: new Date(Date.now() + DAY_MS) },
    ];
    const made = await db
      .insert(invitations)
      .values(
        rest.map((one) => ({
          ...one,
          role: "candidate" as const,
          tokenHash: randomUUID(),
          invitedBy: ada.id,
        })),
      )
      .returning({ id: invitations.id });
    const other = await invite("candidate", ada);
    await db.transaction((tx) => erasePerson(tx, userId, userId));
    const rows = await db
      .select()
      .from(invitations)
      .where(inArray(invitations.id, [id, ...made.map((one) => one.id)]));
    expect(rows).toHaveLength(4);
    for (const row of rows) {
      expect(row.email).toBe(`deleted-${row.id}@deleted.invalid`);
      expect(row.acceptedAt ?? row.revokedAt).not.toBeNull();
    }
    expect((await getInvitation(db, other.token))?.state).toBe("open");
    const log = await db.select().from(auditLog).orderBy(desc(auditLog.id));
    expect(JSON.stringify(log)).not.toContain("@");
    const { token: session } = await createSession(db, ada.id);
    const page = await auditPage({
      request: new Request(`http://localhost/admin/audit?subject=${id}`),
      params: {},
      context: await world.contextFor(session),
    });
    expect(page.subjects[id]).toEqual({ kind: "invitation", email: null });
    expect(page.lines.map(({ action, actor }) => [action, actor?.name])).toEqual([
      ["invitation.accept", "Deleted account"],
      ["invitation.create", "Mal"],
    ]);
    expect(await db.$count(passwordResets, eq(passwordResets.userId, userId))).toBe(0);
  });
});
