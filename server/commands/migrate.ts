import { fileURLToPath } from "node:url";
import { describeOverApp } from "../content/describe-over-app";
import { loadContent } from "../content/load-content";
import { createDb } from "../db/client";
import { migrateDatabase } from "../db/migrate";
import { orEnd, readEnv, requireDatabaseUrl } from "../env";

/** `npm run db:migrate`: newest schema, then the content of `problems/` and `rubrics/`. */
const { DATABASE_URL } = orEnd(() => requireDatabaseUrl(readEnv()));
await migrateDatabase(DATABASE_URL);
const { db, close } = createDb(DATABASE_URL, { max: 1 });
try {
  const loaded = await loadContent(db, fileURLToPath(new URL("../..", import.meta.url)));
  console.log("The schema is up to date.");
  console.log(
    `New versions: problems ${count(loaded.problems)}, rubrics ${count(loaded.rubrics)}, failures ${count(loaded.failures)}.`,
  );
  for (const line of describeOverApp(loaded)) console.log(line);
} finally {
  await close();
}

function count(slugs: string[]): string {
  return slugs.length === 0 ? "none" : slugs.join(", ");
}
