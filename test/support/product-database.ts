import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createDb } from "#server/db/client";
import type { DbHandle } from "#server/db/client";

const PORT_LINE = 3;

/** Opens the embedded database of a product that runs on this folder, beside it. */
export async function openProductDatabase(dataDir: string): Promise<DbHandle> {
  const password = (await readFile(join(dataDir, "postgres-password"), "utf8")).trim();
  const lines = (await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8")).split("\n");
  const url = `postgres://scaleboard:${password}@127.0.0.1:${lines[PORT_LINE]}/scaleboard`;
  return createDb(url, { max: 2 });
}
