import { fileURLToPath } from "node:url";
import { runMigrations as runQueueMigrations } from "bullmq";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import pg from "pg";
import { createDb } from "./client";

const MIGRATIONS_DIR = fileURLToPath(new URL("../../migrations", import.meta.url));
/** Any fixed number: every process that migrates this product's database takes the same lock. */
const MIGRATION_LOCK = 7_225_326;

/**
 * Brings a database up to the newest schema: ours, then the queue's (schema `bullmq`). Safe to run
 * from several processes at once; all but one wait.
 */
export async function migrateDatabase(url: string): Promise<void> {
  const handle = createDb(url, { max: 1 });
  try {
    await handle.sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await migrate(handle.db, { migrationsFolder: MIGRATIONS_DIR });
  } finally {
    await handle.close();
  }
  const pool = new pg.Pool({ connectionString: url, max: 1 });
  try {
    await runQueueMigrations(pool);
  } finally {
    await pool.end();
  }
}
