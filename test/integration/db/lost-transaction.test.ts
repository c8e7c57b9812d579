import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDb } from "#server/db/client";
import type { Db } from "#server/db/client";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { collectEscaped } from "../../support/escaped-errors";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("a transaction whose connection dies", () => {
  it("rejects, ends nothing else, and the pool goes on", async () => {
    const handle = createDb(database.url, { max: 2 });
    try {
      const escaped = await collectEscaped("uncaughtException", () => loseTransaction(handle.db));
      expect(escaped).toEqual([]);
      const [row] = await handle.db.execute<{ one: number }>(sql`select 1 as one`);
      expect(row).toEqual({ one: 1 });
    } finally {
      await handle.close();
    }
  });
});

describe("a transaction that loses its connection between two statements", () => {
  it("is refused the next one, which would be committed on somebody else's connection", async () => {
    const { db, close } = createDb(database.url, { max: 1 });
    await db.execute(sql`create table lost_words (word text)`);
    let goOn: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (goOn = resolve));
    let tellPid: (pid: number) => void = () => undefined;
    const known = new Promise<number>((resolve) => (tellPid = resolve));
    let late: Promise<unknown> = Promise.resolve();
    try {
      const lost = db.transaction(async (tx) => {
        const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
        tellPid(row?.pid ?? 0);
        await gate;
        late = tx.execute(sql`insert into lost_words values ('late')`);
        await late;
      });
      const outcome = lost.then(
        () => "committed",
        () => "rejected",
      );
      const pid = await known;
      await database.db.execute(sql`select pg_terminate_backend(${pid}::int)`);
      expect(await outcome).toBe("rejected");
      // The same connection, open again for somebody else.
      await db.execute(sql`select 1`);
      goOn();
      await gate;
      await expect(late).rejects.toThrow();
      expect(await db.execute(sql`select word from lost_words`)).toHaveLength(0);
    } finally {
      await close();
    }
  });
});

/** Ends the backend under a transaction of `db`, which then rejects. */
async function loseTransaction(db: Db): Promise<void> {
  let tellPid: (pid: number) => void = () => undefined;
  const known = new Promise<number>((resolve) => (tellPid = resolve));
  const lost = db.transaction(async (tx) => {
    const [row] = await tx.execute<{ pid: number }>(sql`select pg_backend_pid() as pid`);
    tellPid(row?.pid ?? 0);
    await tx.execute(sql`select pg_sleep(30)`);
  });
  const outcome = lost.then(
    () => "committed",
    () => "rejected",
  );
  const pid = await known;
  await database.db.execute(sql`select pg_terminate_backend(${pid}::int)`);
  expect(await outcome).toBe("rejected");
}
