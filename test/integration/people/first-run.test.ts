import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createInvitation } from "#server/accounts/create-invitation";
import { signInDemo } from "#server/accounts/demo";
import { createSession } from "#server/accounts/sessions";
import { signUp } from "#server/accounts/sign-up";
import { attempts } from "#server/db/tables/attempts";
import { grades } from "#server/db/tables/grades";
import { action as signIn } from "~/routes/account/sign-in";
import { loader as overview } from "~/routes/admin/overview";
import { loader as welcome } from "~/routes/admin/people-welcome";
import { loader as home } from "~/routes/home";
import { createRecordingQueue, handIn } from "../../support/attempts";
import { loadOneProblem } from "./one-problem";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";

const OWNER = { email: "owner@example.org", name: "Ola Owner", password: "seven quiet herons" };

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

async function openHome() {
  const request = new Request("http://localhost/");
  return home({ request, params: {}, context: await world.contextFor(null) });
}

async function landing(fields: Record<string, string>) {
  const request = postForm("/sign-in", { email: OWNER.email, password: OWNER.password, ...fields });
  const answer = await signIn({ request, params: {}, context: await world.contextFor(null) });
  if (!(answer instanceof Response)) throw new Error("refused");
  return answer.headers.get("Location");
}

describe("a fresh server", () => {
  // One story: each step stands on what the one before left in the database.
  it("leads from no account at all to the first attempt handed in", async () => {
    await signInDemo(database.db, "admin", { viewerId: null, deviceToken: null });
    expect(await openHome()).toMatchObject({ isUnclaimed: true });
    const { userId } = await signUp(database.db, OWNER, "admin");
    expect(await openHome()).toMatchObject({ isUnclaimed: false });
    expect(await landing({})).toBe("/welcome");
    expect(await landing({})).toBe("/problems");
    const { token } = await createSession(database.db, userId);

    async function listOpen(hasModel = false) {
      const context = await world.contextFor(token, { hasModel });
      const request = new Request("http://localhost/welcome");
      const { steps } = await welcome({ request, params: {}, context });
      return steps.filter(({ isDone }) => !isDone).map(({ to }) => to);
    }
    const [problem, judge] = ["/admin/problems", "/settings/connect"];
    const [invitation, attempt] = ["/admin/people/invitations", "/problems"];
    expect(await listOpen()).toEqual([problem, judge, invitation, attempt]);
    await loadOneProblem(database.db);
    expect(await listOpen()).toEqual([judge, invitation, attempt]);
    await createInvitation(database.db, {
      actorId: userId,
      email: "first@example.org",
      role: "candidate",
      cohortId: null,
    });
    expect(await listOpen()).toEqual([judge, attempt]);
    const person = await createPerson(database.db);
    await handIn(database.db, createRecordingQueue(), person.id, {});
    expect(await listOpen()).toEqual([judge]);
    expect(await listOpen(true)).toEqual([]);
  });

  it("counts on its overview what waits, and not what was tried again since", async () => {
    const admin = await createPerson(database.db, "admin");
    const { token } = await createSession(database.db, admin.id);
    await database.db.update(grades).set({ status: "needs_attention" });
    const [stopped] = await database.db.select().from(grades);
    if (!stopped) throw new Error("no grading");

    async function look() {
      const request = new Request("http://localhost/admin");
      const context = await world.contextFor(token);
      return (await overview({ request, params: {}, context })).attention;
    }
    const failed = await database.db.$count(attempts);
    expect(await look()).toEqual({
      failedGradings: failed,
      openAppeals: 0,
      openDrafts: 0,
      openInvitations: 1,
    });
    const { attemptId, rubricVersionId, mode } = stopped;
    await database.db.insert(grades).values({ attemptId, rubricVersionId, mode, version: 2 });
    expect(await look()).toMatchObject({ failedGradings: failed - 1 });
  });
});
