import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createDb } from "#server/db/client";
import { waitForDatabase } from "#server/db/wait-for-database";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { openDatabaseDoor } from "../../support/database-door";
import type { DatabaseDoor, Welcome } from "../../support/database-door";
import { collectEscaped } from "../../support/escaped-errors";

const silent = pino({ level: "silent" });

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function behindDoor(
  welcomes: readonly Welcome[],
  use: (sql: TestDatabase["sql"], door: DatabaseDoor) => Promise<void>,
): Promise<void> {
  const door = await openDatabaseDoor(database.url, welcomes);
  const handle = createDb(door.url, { max: 1 });
  try {
    await use(handle.sql, door);
  } finally {
    await handle.close();
    await door.close();
  }
}

describe("a connection that dies in its first moment, on a database that then recovers", () => {
  it("fails what was asked of it at most, and ends nothing", async () => {
    const escaped = await collectEscaped("unhandledRejection", () =>
      behindDoor(["cut_at_first_statement", "starting"], async (sql) => {
        const outcomes = await Promise.allSettled([sql`select 1`, sql`select 1`, sql`select 1`]);
        expect(outcomes.map(({ status }) => status)).toContain("rejected");
        await waitForDatabase(sql, silent);
        expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
      }),
    );
    expect(escaped).toEqual([]);
  });
});

describe("connections that all die at once, under statements and idle", () => {
  it("come back, though each failure asks again at once", async () => {
    const door = await openDatabaseDoor(database.url, []);
    const { sql, close } = createDb(door.url, { max: CONNECTIONS });
    try {
      for (let round = 0; round < 5; round += 1) {
        const asleep = times(CONNECTIONS, () => sql`select pg_sleep(0.05)`);
        await Promise.all(asleep);
        const again: Promise<unknown>[] = [];
        const cut = times(CONNECTIONS / 2, () =>
          sql.unsafe(asleepIn(round)).catch(() => {
            for (const ask of [sql`select 1`, sql`select 2`]) again.push(ask.catch(nameError));
          }),
        );
        await untilRunning(asleepIn(round), CONNECTIONS / 2);
        door.cutAll();
        await Promise.all(cut);
        expect(await Promise.all(again)).not.toContain("CONNECT_TIMEOUT");
        const after = times(CONNECTIONS, () => sql`select 1 as one`);
        expect(await Promise.all(after)).toHaveLength(CONNECTIONS);
      }
    } finally {
      await close();
      await door.close();
    }
  }, 60_000);
});

const CONNECTIONS = 8;

const times = <Result>(count: number, run: () => Result) => Array.from({ length: count }, run);

/** The database sleeps on when the connection is gone, so each round has words of its own. */
const asleepIn = (round: number) => `select pg_sleep(30) /* round ${round} */`;

const nameError = (error: unknown) => (error as { code?: unknown }).code;

/** Resolves once so many connections run the statement. */
async function untilRunning(statement: string, count: number): Promise<void> {
  for (;;) {
    const running = await database.sql`
      select pid from pg_stat_activity
      where datname = current_database() and query = ${statement} and state = 'active'`;
    if (running.length === count) return;
  }
}

describe("waitForDatabase", () => {
  it("asks again while the database starts", async () => {
    await behindDoor(["starting", "cut_at_first_statement", "starting"], async (sql, door) => {
      await waitForDatabase(sql, silent);
      expect(door.countConnections()).toBe(4);
      expect(await sql`select 1 as one`).toEqual([{ one: 1 }]);
    });
  });

  it("gives up when the time is over, with what the database said last", async () => {
    const always: Welcome[] = Array.from({ length: 100 }, () => "starting");
    await behindDoor(always, async (sql) => {
      await expect(waitForDatabase(sql, silent, { waitForMs: 300 })).rejects.toMatchObject({
        code: "57P03",
      });
    });
  });

  it("doesn't wait where that can't help", async () => {
    const wrong = new URL(database.url);
    wrong.pathname = "/there_is_none";
    const handle = createDb(wrong.href, { max: 1 });
    try {
      await expect(waitForDatabase(handle.sql, silent)).rejects.toMatchObject({ code: "3D000" });
    } finally {
      await handle.close();
    }
  });
});
