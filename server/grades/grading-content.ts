import { eq } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type { Db } from "../db/client";
import { problemVersions, rubricVersions } from "../db/tables/content";
import type { ProblemBody } from "#domain/problems/problem.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";

/** What an answer is graded against. The same object for the same two versions. */
export type GradingContent = { problem: ProblemBody; rubric: Rubric; rubricHash: string };

export type LoadContent = (
  problemVersionId: string,
  rubricVersionId: string,
) => Promise<GradingContent>;

/** More than the problems that are graded at the same time. */
const MAX_KEPT = 64;

/**
 * Loads versions of problems and rubrics and keeps the latest used. They never change once they are
 * published (the database refuses it), so what is kept can't be stale.
 */
export function createContentLoader(db: Db): LoadContent {
  const kept = new LRUCache<string, Promise<GradingContent>>({ max: MAX_KEPT });
  return (problemVersionId, rubricVersionId) => {
    const key = `${problemVersionId} ${rubricVersionId}`;
    const known = kept.get(key);
    if (known) return known;
    const loading = loadVersions(db, problemVersionId, rubricVersionId);
    kept.set(key, loading);
    loading.catch(() => kept.delete(key));
    return loading;
  };
}

async function loadVersions(
  db: Db,
  problemVersionId: string,
  rubricVersionId: string,
): Promise<GradingContent> {
  const [content] = await db
    .select({
      problem: problemVersions.body,
      rubric: rubricVersions.body,
      rubricHash: rubricVersions.hash,
    })
    .from(problemVersions)
    .innerJoin(rubricVersions, eq(rubricVersions.id, rubricVersionId))
    .where(eq(problemVersions.id, problemVersionId));
  if (!content) throw new Error(`no versions ${problemVersionId} and ${rubricVersionId}`);
  return content;
}
