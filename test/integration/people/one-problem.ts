import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadContent } from "#server/content/load-content";
import type { Db } from "#server/db/client";
import { RAG, ROOT_DIR } from "../../support/content";

/** Publishes the RAG problem and no other: reading all of them takes longer than these tests do. */
export async function loadOneProblem(db: Db): Promise<void> {
  const dir = await mkdtemp(join(tmpdir(), "scaleboard-one-"));
  try {
    await cp(join(ROOT_DIR, "problems", RAG), join(dir, "problems", RAG), { recursive: true });
    await cp(join(ROOT_DIR, "rubrics", `${RAG}.yaml`), join(dir, "rubrics", `${RAG}.yaml`));
    const statement = join(dir, "problems", RAG, "problem.md");
    // The problems it names as related are not there.
    const text = (await readFile(statement, "utf8")).replace(/^related:.*$/m, "related: []");
    await writeFile(statement, text);
    await loadContent(db, dir);
  } finally {
    await rm(dir, { recursive: true });
  }
}
