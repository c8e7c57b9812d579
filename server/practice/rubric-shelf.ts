import { inArray } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type { DbOrTx } from "../db/client";
import { rubricVersions } from "../db/tables/content";
import type { Rubric } from "#domain/rubrics/rubric.schema";

/** More than a person has met in half a year. */
const MAX_KEPT = 64;

/** Versions never change once they are published, and their ids are nobody else's. */
const kept = new LRUCache<string, Rubric>({ max: MAX_KEPT });

/** Rubric versions by id; the latest used are kept, as they are long and asked for again and again. */
export async function readRubrics(
  db: DbOrTx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Rubric>> {
  const found = new Map<string, Rubric>();
  for (const id of ids) {
    const known = kept.get(id);
    if (known) found.set(id, known);
  }
  const missing = [...new Set(ids)].filter((id) => !found.has(id));
  if (missing.length === 0) return found;
  const rows = await db
    .select({ id: rubricVersions.id, body: rubricVersions.body })
    .from(rubricVersions)
    .where(inArray(rubricVersions.id, missing));
  for (const { id, body } of rows) {
    kept.set(id, body);
    found.set(id, body);
  }
  return found;
}
