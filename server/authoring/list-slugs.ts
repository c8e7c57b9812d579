import type { DbOrTx } from "../db/client";
import { problems } from "../db/tables/content";

/** The slugs of all published problems. */
export async function listSlugs(db: DbOrTx): Promise<string[]> {
  const rows = await db.select({ slug: problems.slug }).from(problems);
  return rows.map(({ slug }) => slug);
}
