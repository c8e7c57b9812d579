import { fileURLToPath } from "node:url";
import { loadContent } from "#server/content/load-content";
import type { Db } from "#server/db/client";

export const ROOT_DIR = fileURLToPath(new URL("../..", import.meta.url));
export const RAG = "rag-customer-support";

/** Publishes the real problems and rubrics of the repository. */
export async function loadRealContent(db: Db): Promise<void> {
  await loadContent(db, ROOT_DIR);
}
