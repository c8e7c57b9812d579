import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { signInDemo } from "#server/accounts/demo";
import { hasReviewer } from "#server/accounts/has-reviewer";
import { users } from "#server/db/tables/accounts";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPerson } from "../../support/people";

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("takes somebody else who may review and is enabled, not the demo's staff", async () => {
  const { db } = database;
  const candidate = await createPerson(db);
  const admin = await createPerson(db, "admin");
  expect(await hasReviewer(db, admin.id)).toBe(false);
  for (const role of ["reviewer", "admin"] as const) {
    await signInDemo(db, role, { viewerId: null, deviceToken: null });
  }
  expect(await hasReviewer(db, admin.id)).toBe(false);
  expect(await hasReviewer(db, candidate.id)).toBe(true);

  await db.update(users).set({ disabledAt: new Date() }).where(eq(users.id, admin.id));
  expect(await hasReviewer(db, candidate.id)).toBe(false);
  await createPerson(db, "reviewer");
  expect(await hasReviewer(db, candidate.id)).toBe(true);
});
