import { randomUUID } from "node:crypto";
import type { ActionFunctionArgs } from "@remix-run/node";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCohort } from "#server/accounts/create-cohort";
import type { Role } from "#domain/accounts/roles";
import { createSession } from "#server/accounts/sessions";
import { auditLog } from "#server/db/tables/audit";
import * as cohortPage from "~/routes/admin/cohorts-cohort";
import * as cohortsPage from "~/routes/admin/cohorts";
import * as invitationsPage from "~/routes/admin/invitations";
import * as overviewPage from "~/routes/admin/overview";
import * as peoplePage from "~/routes/admin/people";
import * as personPage from "~/routes/admin/people-person";
import * as welcomePage from "~/routes/admin/people-welcome";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";

type Door = (args: ActionFunctionArgs) => unknown;

const READS: [string, Door][] = [
  ["/admin", overviewPage.loader],
  ["/welcome", welcomePage.loader],
  ["/admin/people", peoplePage.loader],
  ["/admin/people/:personId", personPage.loader],
  ["/admin/people/cohorts", cohortsPage.loader],
  ["/admin/people/cohorts/:cohortId", cohortPage.loader],
  ["/admin/people/invitations", invitationsPage.loader],
];

const WRITES: [string, string, Door][] = [
  ["/admin/people/:personId", "intent=role&role=reviewer", personPage.action],
  ["/admin/people/:personId", "intent=access&isDisabled=true", personPage.action],
  ["/admin/people/:personId", "intent=extra-time&percent=25", personPage.action],
  ["/admin/people/:personId", "intent=join-cohort&cohortId=:cohortId", personPage.action],
  ["/admin/people/:personId", "intent=leave-cohort&cohortId=:cohortId", personPage.action],
  ["/admin/people/cohorts", "intent=create&name=:fresh", cohortsPage.action],
  ["/admin/people/cohorts/:cohortId", "intent=rename&name=:fresh", cohortPage.action],
  ["/admin/people/cohorts/:cohortId", "intent=add&email=:email", cohortPage.action],
  ["/admin/people/cohorts/:cohortId", "intent=remove&personId=:personId", cohortPage.action],
  ["/admin/people/cohorts/:cohortId", "intent=delete", cohortPage.action],
  [
    "/admin/people/invitations",
    "intent=invite&email=:fresh@example.org&role=admin",
    invitationsPage.action,
  ],
];

const VISITORS: [string, Role | null, number][] = [
  ["a visitor", null, 302],
  ["a candidate", "candidate", 403],
  ["a reviewer", "reviewer", 403],
];

let database: TestDatabase;
let world: PageWorld;

beforeAll(async () => {
  database = await createTestDatabase();
  world = createPageWorld(database);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

/** A cohort with a member, and how they stand in addresses and forms. */
async function createSubjects() {
  const admin = await createPerson(database.db, "admin");
  const person = await createPerson(database.db);
  const name = `Group ${randomUUID()}`;
  const { cohortId } = await createCohort(database.db, { actorId: admin.id, name });
  return {
    admin,
    ids: { personId: person.id, email: person.email, cohortId, fresh: randomUUID() },
  };
}

async function contextOf(role: Role | null) {
  const person = role && (await createPerson(database.db, role));
  return world.contextFor(person && (await createSession(database.db, person.id)).token);
}

function fill(text: string, ids: Record<string, string>): string {
  return text.replaceAll(/:(\w+)/g, (whole, name: string) => ids[name] ?? whole);
}

async function statusOf(
  door: Door,
  args: Omit<ActionFunctionArgs, "params">,
  ids: Record<string, string>,
) {
  try {
    const answer = await door({ ...args, params: ids });
    if (answer instanceof Response) return answer.status;
    const init = (answer as { init?: { status?: number } | null }).init;
    return init?.status ?? 200;
  } catch (error) {
    if (error instanceof Response) return error.status;
    throw error;
  }
}

describe.each(READS)("%s", (path, door) => {
  it.each([...VISITORS, ["an admin", "admin", 200] as const])(
    "answers %s",
    async (_, role, status) => {
      const { ids } = await createSubjects();
      const request = new Request(`http://localhost${fill(path, ids)}`);
      expect(await statusOf(door, { request, context: await contextOf(role) }, ids)).toBe(status);
    },
  );
});

describe.each(WRITES)("%s with %s", (path, form, door) => {
  it.each(VISITORS)("refuses %s and changes nothing", async (_, role, status) => {
    const { ids } = await createSubjects();
    const context = await contextOf(role);
    const before = await database.db.$count(auditLog);
    const fields = Object.fromEntries(new URLSearchParams(fill(form, ids)));
    const request = postForm(fill(path, ids), fields);
    expect(await statusOf(door, { request, context }, ids)).toBe(status);
    expect(await database.db.$count(auditLog)).toBe(before);
  });

  it("does it for an admin, and writes down who", async () => {
    const { ids } = await createSubjects();
    const context = await contextOf("admin");
    if (form.includes("leave") || form.includes("remove")) {
      const joining = { intent: "join-cohort", cohortId: ids.cohortId };
      const request = postForm(`/admin/people/${ids.personId}`, joining);
      await personPage.action({ request, context, params: ids });
    }
    const before = await database.db.$count(auditLog);
    const fields = Object.fromEntries(new URLSearchParams(fill(form, ids)));
    const request = postForm(fill(path, ids), fields);
    expect(await statusOf(door, { request, context }, ids)).toBeLessThan(400);
    const log = await database.db.select().from(auditLog).orderBy(auditLog.id);
    expect(log.slice(before).map(({ actorId }) => actorId)).toEqual([context.viewer?.id]);
  });
});

describe("one's own page", () => {
  it("signs an admin who steps down in anew, as what they are now", async () => {
    await createSubjects();
    const context = await contextOf("admin");
    const id = context.viewer?.id ?? "";
    const request = postForm(`/admin/people/${id}`, { intent: "role", role: "candidate" });
    const answer = await personPage.action({ request, context, params: { personId: id } });
    if (!(answer instanceof Response)) throw new Error("refused");
    expect(answer.headers.get("Location")).toBe("/problems");
    expect(await database.db.$count(auditLog)).toBeGreaterThan(0);
    const renewed = await world.contextFor(context.sessionToken);
    expect(renewed.viewer).toBeNull();
  });

  it("signs an admin who disables themself out", async () => {
    await createSubjects();
    const context = await contextOf("admin");
    const id = context.viewer?.id ?? "";
    const request = postForm(`/admin/people/${id}`, { intent: "access", isDisabled: "true" });
    const answer = await personPage.action({ request, context, params: { personId: id } });
    if (!(answer instanceof Response)) throw new Error("refused");
    expect(answer.headers.get("Set-Cookie")).toMatch(/Max-Age=0/);
  });
});
