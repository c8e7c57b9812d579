import { afterAll, beforeAll, expect, it } from "vitest";
import { loader } from "~/root";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { openAs } from "./open-page";

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

it.each([
  [null, null],
  ["candidate", null],
  ["reviewer", { version: "0.0.1", commit: "abc1234" }],
  ["admin", { version: "0.0.1", commit: "abc1234" }],
] as const)("%s finds at the foot of a page what runs here: %o", async (role, version) => {
  const request = new Request("http://localhost/problems");
  expect((await openAs(world, database, role, { loader, request })).version).toEqual(version);
});
