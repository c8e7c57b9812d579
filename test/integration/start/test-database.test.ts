import { afterAll, beforeAll, expect, test } from "vitest";
import { createTestDatabase, type TestDatabase } from "../../support/database";

let first: TestDatabase;
let second: TestDatabase;

beforeAll(async () => {
  [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
});

afterAll(async () => {
  await Promise.all([first.drop(), second.drop()]);
});

test("a test database is real PostgreSQL 18 with the whole schema", async () => {
  const [row] = await first.sql<{ version: string; users: string; queue: string }[]>`
    SELECT current_setting('server_version') AS version,
           to_regclass('public.users')::text AS users,
           to_regnamespace('bullmq')::text AS queue`;
  expect(row?.version).toMatch(/^18\./);
  expect(row).toMatchObject({ users: "users", queue: "bullmq" });
});

test("two test databases know nothing of each other", async () => {
  await first.sql`CREATE TABLE only_here (id int)`;
  const [row] = await second.sql`SELECT to_regclass('public.only_here') AS found`;
  expect(row?.["found"]).toBeNull();
});
