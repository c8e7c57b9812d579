import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { createDb, type DbHandle } from "../../server/db/client";

export type TestDatabase = Pick<DbHandle, "db" | "sql"> & {
  /** For a process or a pool of its own, such as a worker under test. */
  url: string;
  /** Closes the pool and removes the database, whoever else is still connected. */
  drop: () => Promise<void>;
};

const POOL_SIZE = 10;

/**
 * A migrated, empty database for one test file, cloned from the run's template. Call it in
 * `beforeAll` and `drop` it in `afterAll`.
 */
export function createTestDatabase(): Promise<TestDatabase> {
  return createDatabase(inject("testTemplateName"));
}

/** A database without any schema of ours, for tests that bring or migrate their own. */
export function createBareDatabase(): Promise<TestDatabase> {
  return createDatabase("template0");
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const serverUrl = inject("testServerUrl");
  const admin = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  try {
    await admin`CREATE DATABASE ${admin(name)} TEMPLATE ${admin(template)}`;
  } catch (error) {
    await admin.end();
    throw error;
  }
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const handle = createDb(url.href, { max: POOL_SIZE });
  return {
    url: url.href,
    db: handle.db,
    sql: handle.sql,
    drop: async () => {
      await handle.close();
      await admin`DROP DATABASE IF EXISTS ${admin(name)} WITH (FORCE)`;
      await admin.end();
    },
  };
}
