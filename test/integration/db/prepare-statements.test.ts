import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createDb } from "#server/db/client";
import type { DbHandle } from "#server/db/client";
import { users } from "#server/db/tables/accounts";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";

let database: TestDatabase;
let single: DbHandle;

beforeAll(async () => {
  database = await createTestDatabase();
  single = createDb(database.url, { max: 1 });
});
afterAll(async () => {
  await single.close();
  await database.drop();
});

async function countPrepared(like: string): Promise<number> {
  const [row] = await single.sql<{ count: number }[]>`
    select count(*)::int as count from pg_prepared_statements where statement like ${like}`;
  return row?.count ?? 0;
}

it("prepares a statement once a connection, whoever asks again", async () => {
  const find = (email: string) =>
    single.db.select({ id: users.id }).from(users).where(eq(users.email, email));
  await find("a@example.org");
  await find("b@example.org");
  expect(await countPrepared(`%"users"."email" = $1%`)).toBe(1);
});

it("does so inside a transaction and a savepoint of it too", async () => {
  await single.db.transaction(async (tx) => {
    await tx.execute(sql`select ${1}::int as outer_one`);
    await tx.transaction((inner) => inner.execute(sql`select ${2}::int as inner_two`));
  });
  expect(await countPrepared("%outer_one%")).toBe(1);
  expect(await countPrepared("%inner_two%")).toBe(1);
});

it("rolls back what a transaction did before it threw", async () => {
  const failing = single.db.transaction(async (tx) => {
    await tx.execute(sql`create table half_done (id int)`);
    throw new Error("no further");
  });
  await expect(failing).rejects.toThrow("no further");
  const [row] = await single.sql<
    { name: string | null }[]
  >`select to_regclass('half_done') as name`;
  expect(row?.name).toBeNull();
});

it("leaves statements unprepared once there are many different ones", async () => {
  for (let count = 0; count < 520; count += 1)
    await single.db.execute(sql`select ${count}::int as ${sql.identifier(`one_of_many_${count}`)}`);
  expect(await countPrepared("%one_of_many_%")).toBeLessThanOrEqual(500);
  expect(await countPrepared('%one_of_many_1"%')).toBe(1);
  expect(await countPrepared("%one_of_many_519%")).toBe(0);
});
