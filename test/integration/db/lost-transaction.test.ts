import { setTimeout as pause } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDb } from "#server/db/client";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe("a transaction whose connection dies", () => {
  it("rejects, ends nothing else, and the pool goes on", async () => {
    const handle = createDb(database.url, { max: 2 });
    const escaped: unknown[] = [];
    const note = (error: unknown) => escaped.push(error);
    const before = process.listeners("uncaughtException");
    process.removeAllListeners("uncaughtException");
    process.on("uncaughtException", note);
    try {
      let tellPid: (pid: number) => void = () => undefined;
      const known = new Promise<number>((resolve) => (tellPid = resolve));
      const lost = handle.db.transaction(async (tx) => {
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
      // What would escape does so in the next turns of the event loop.
      for (let turn = 0; turn < 20; turn += 1) await pause(1);
      expect(escaped).toEqual([]);
      const [row] = await handle.db.execute<{ one: number }>(sql`select 1 as one`);
      expect(row).toEqual({ one: 1 });
    } finally {
      process.off("uncaughtException", note);
      for (const listener of before) process.on("uncaughtException", listener);
      await handle.close();
    }
  });
});
