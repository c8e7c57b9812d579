import { randomBytes } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { startEmbeddedPostgres } from "../../../server/db/embedded/start-embedded-postgres";
import { migrateDatabase } from "../../../server/db/migrate";

declare module "vitest" {
  // Only an interface can be added to from outside.
  // eslint-disable-next-line @typescript-eslint/consistent-type-definitions
  export interface ProvidedContext {
    /** The server that all test databases live on; the path names its maintenance database. */
    testServerUrl: string;
    /** A migrated database that nobody connects to; clones start from it. */
    testTemplateName: string;
  }
}

/** Tests never outlive a power cut, so nothing waits for the disk. */
const FAST_SETTINGS = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  autovacuum: "off",
  max_connections: "300",
};

type Server = { url: string; stop: () => Promise<void> };

/**
 * One PostgreSQL server and one migrated template for a whole run of tests. With TEST_DATABASE_URL
 * (a user that may create databases) that server is used, otherwise an embedded one in a folder
 * that is thrown away.
 */
export default async function setupDatabase(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env["TEST_DATABASE_URL"];
  const server = given ? { url: given, stop: async () => undefined } : await startThrowaway();
  const templateName = `scaleboard_template_${randomBytes(4).toString("hex")}`;
  try {
    await runOn(server.url, (sql) => sql`CREATE DATABASE ${sql(templateName)}`);
    await migrateDatabase(withDatabase(server.url, templateName));
  } catch (error) {
    await server.stop();
    throw error;
  }
  project.provide("testServerUrl", server.url);
  project.provide("testTemplateName", templateName);
  return async () => {
    if (given) {
      for (const name of [templateName, `${templateName}_content`])
        await runOn(given, (sql) => sql`DROP DATABASE IF EXISTS ${sql(name)} WITH (FORCE)`);
    }
    await server.stop();
  };
}

async function startThrowaway(): Promise<Server> {
  const dataDir = await mkdtemp(join(tmpdir(), "scaleboard-test-"));
  const server = await startEmbeddedPostgres({
    dataDir,
    log: () => undefined,
    settings: FAST_SETTINGS,
  });
  return {
    url: server.url,
    stop: async () => {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

async function runOn(url: string, task: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    await task(sql);
  } finally {
    await sql.end();
  }
}

function withDatabase(url: string, name: string): string {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
}
