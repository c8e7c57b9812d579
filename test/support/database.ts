import { randomBytes } from "node:crypto";
import postgres from "postgres";
import { inject } from "vitest";
import { loadContent } from "#server/content/load-content";
import { createDb, type DbHandle } from "../../server/db/client";
import { ROOT_DIR } from "./content";
import { FROZEN_DIR } from "./frozen-content";

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

/** The same with the problems and rubrics that never change (`test/fixtures/frozen`). */
export function createContentDatabase(): Promise<TestDatabase> {
  return cloneWithContent("content", FROZEN_DIR);
}

/** The same with the problems and rubrics that ship, for tests of what is in them. */
export function createShippedDatabase(): Promise<TestDatabase> {
  return cloneWithContent("shipped", ROOT_DIR);
}

/**
 * The first call of a run reads and stores the content of a folder once, in a template of its own;
 * clones of it take a tenth of a second.
 */
async function cloneWithContent(name: string, rootDir: string): Promise<TestDatabase> {
  const template = `${inject("testTemplateName")}_${name}`;
  await withAdmin(async (admin) => {
    // Whoever comes second waits, and finds it there.
    await admin`SELECT pg_advisory_lock(hashtext(${template}))`;
    const [found] = await admin`SELECT 1 FROM pg_database WHERE datname = ${template}`;
    if (!found) await makeContentTemplate(admin, template, rootDir);
  });
  return createDatabase(template);
}

/** Under another name until it is whole: one that broke off is never cloned. */
async function makeContentTemplate(
  admin: postgres.Sql,
  name: string,
  rootDir: string,
): Promise<void> {
  const draft = `${name}_${randomBytes(4).toString("hex")}`;
  await admin`CREATE DATABASE ${admin(draft)} TEMPLATE ${admin(inject("testTemplateName"))}`;
  const { db, close } = createDb(urlOf(draft), { max: 2 });
  try {
    await loadContent(db, rootDir);
  } finally {
    await close();
  }
  await admin`ALTER DATABASE ${admin(draft)} RENAME TO ${admin(name)}`;
}

/** A database without any schema of ours, for tests that bring or migrate their own. */
export function createBareDatabase(): Promise<TestDatabase> {
  return createDatabase("template0");
}

/** One connection: a lock that the work takes is given back when it ends. */
async function withAdmin(work: (admin: postgres.Sql) => Promise<void>): Promise<void> {
  const admin = connectAdmin();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}

function connectAdmin(): postgres.Sql {
  return postgres(inject("testServerUrl"), { max: 1, onnotice: () => undefined });
}

function urlOf(name: string): string {
  const url = new URL(inject("testServerUrl"));
  url.pathname = `/${name}`;
  return url.href;
}

async function createDatabase(template: string): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = connectAdmin();
  try {
    await admin`CREATE DATABASE ${admin(name)} TEMPLATE ${admin(template)}`;
  } catch (error) {
    await admin.end();
    throw error;
  }
  const url = urlOf(name);
  const handle = createDb(url, { max: POOL_SIZE });
  return {
    url,
    db: handle.db,
    sql: handle.sql,
    drop: async () => {
      await handle.close();
      await admin`DROP DATABASE IF EXISTS ${admin(name)} WITH (FORCE)`;
      await admin.end();
    },
  };
}
