import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import postgres from "postgres";
import { migrateDatabase } from "#server/db/migrate";
import { loadRealContent, ROOT_DIR } from "../../support/content";
import { createBareDatabase } from "../../support/database";
import type { GradeVersion } from "#server/reviews/get-review";
import type { TestDatabase } from "../../support/database";
import type { ReportSummary } from "./summarise-report";

/** The commit whose code filled the database, as the folder under test/upgrade/ is called. */
const COMMIT = "2091ef1";
/** Everybody's in the dump. */
export const OLD_PASSWORD = "old oak leaves, 2091";

/** The dump, restored into a database of its own and left as the old code left it. */
export async function restoreOldDatabase(): Promise<TestDatabase> {
  const database = await createBareDatabase();
  // Its own connection: a dump empties the search path.
  const sql = postgres(database.url, { max: 1, onnotice: () => undefined });
  try {
    await sql.unsafe((await readFixture("dump.sql.br")).toString());
  } finally {
    await sql.end();
  }
  return database;
}

/** What `npm start` and `npm run db:migrate` do to a database before they serve it. */
export async function upgradeDatabase({ db, url }: TestDatabase): Promise<void> {
  await migrateDatabase(url);
  await loadRealContent(db);
}

/** What the old code read from the dump's database for the candidate's report of each attempt. */
/** A report as it was kept: a grading had its points where it has a result today. */
export type OldReport = Omit<ReportSummary, "review"> & {
  review: Omit<ReportSummary["review"], "grades"> & {
    grades: (Omit<GradeVersion, "result"> & { total: number | null })[];
  };
};

export async function readOldReports(): Promise<OldReport[]> {
  return JSON.parse((await readFixture("reports.json.br")).toString()) as OldReport[];
}

async function readFixture(name: string): Promise<Buffer> {
  return brotliDecompressSync(await readFile(join(ROOT_DIR, "test/upgrade", COMMIT, name)));
}
