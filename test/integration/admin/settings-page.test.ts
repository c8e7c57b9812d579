import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import { loader } from "~/routes/admin/settings";
import { createTestDatabase } from "../../support/database";
import { createPageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import type { Role } from "#domain/accounts/roles";
import type { TestDatabase } from "../../support/database";
import type { PageWorld } from "../../support/page-context";

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

async function open(role: Role | null, settings: { isDemo: boolean }): Promise<unknown> {
  const person = role && (await createPerson(database.db, role));
  const token = person && (await createSession(database.db, person.id)).token;
  const context = await world.contextFor(token, settings);
  const request = new Request("http://localhost/settings");
  return loader({ request, params: {}, context });
}

async function statusOf(opening: Promise<unknown>): Promise<number> {
  const thrown: unknown = await opening.then(
    () => null,
    (error: unknown) => error,
  );
  return thrown instanceof Response ? thrown.status : 200;
}

describe("the settings page", () => {
  it("says how this server judges", async () => {
    expect(await open("admin", { isDemo: false })).toMatchObject({
      judge: { hasModel: false },
      controls: { inForce: { mode: "standard" } },
    });
  });

  it.each([
    ["an admin", "admin", false, 200],
    ["a reviewer", "reviewer", false, 403],
    ["a candidate", "candidate", false, 403],
    ["a candidate on their own machine", "candidate", true, 200],
  ] as const)("answers %s", async (_, role, isDemo, status) => {
    expect(await statusOf(open(role, { isDemo }))).toBe(status);
  });

  it("leads a visitor to the sign-in", async () => {
    expect(await statusOf(open(null, { isDemo: true }))).toBe(302);
  });
});
