import { eq } from "drizzle-orm";
import { LRUCache } from "lru-cache";
import type { Db } from "../db/client";
import { failureVersions, problemVersions, rubricVersions } from "../db/tables/content";
import type { KnownFailures } from "#domain/problems/failures.schema";
import type { ProblemBody } from "#domain/problems/problem.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";

/** What an answer is graded against. The same object for the same versions. */
export type GradingContent = {
  problem: ProblemBody;
  rubric: Rubric;
  rubricHash: string;
  /** What fails in designs of the problem; null where that version of it has none. */
  failures: KnownFailures | null;
};

/** Ids of the versions; null where there are no failures. */
export type ContentVersions = { problem: string; rubric: string; failures: string | null };
export type LoadContent = (versions: ContentVersions) => Promise<GradingContent>;

/** More than the problems that are graded at the same time. */
const MAX_KEPT = 64;

/**
 * Loads versions of problems, rubrics and failures and keeps the latest used. They never change once they are
 * published (the database refuses it), so what is kept can't be stale.
 */
export function createContentLoader(db: Db): LoadContent {
  const kept = new LRUCache<string, Promise<GradingContent>>({ max: MAX_KEPT });
  return (versions) => {
    const key = `${versions.problem} ${versions.rubric} ${versions.failures}`;
    const known = kept.get(key);
    if (known) return known;
    const loading = loadVersions(db, versions);
    kept.set(key, loading);
    loading.catch(() => kept.delete(key));
    return loading;
  };
}

async function loadVersions(db: Db, versions: ContentVersions): Promise<GradingContent> {
  const [[content], failures] = await Promise.all([
    db
      .select({
        problem: problemVersions.body,
        rubric: rubricVersions.body,
        rubricHash: rubricVersions.hash,
      })
      .from(problemVersions)
      .innerJoin(rubricVersions, eq(rubricVersions.id, versions.rubric))
      .where(eq(problemVersions.id, versions.problem)),
    versions.failures === null ? null : loadFailures(db, versions.failures),
  ]);
  if (!content) throw new Error(`no versions ${versions.problem} and ${versions.rubric}`);
  return { ...content, failures };
}

async function loadFailures(db: Db, id: string): Promise<KnownFailures | null> {
  const [row] = await db
    .select({ hash: failureVersions.hash, body: failureVersions.body })
    .from(failureVersions)
    .where(eq(failureVersions.id, id));
  if (!row) throw new Error(`no version ${id} of failures`);
  return row.body && { hash: row.hash, failures: row.body.failures };
}
