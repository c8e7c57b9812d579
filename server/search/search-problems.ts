import { eq, isNull, sql } from "drizzle-orm";
import type { ProblemHead } from "#domain/problems/problem.schema";
import type { Db } from "../db/client";
import { prepareOnce } from "../db/prepare-once";
import { problems, problemVersions } from "../db/tables/content";
import { createSearch } from "./create-search";
import type { SearchEntry } from "./create-search";

/** The slugs of the open problems that a query finds, the best first. */
export async function searchProblems(db: Db, query: string): Promise<string[]> {
  const rows = await newestHeads(db).execute();
  return searchOver(rows)(query);
}

/** The last index that was made, and what of: versions are immutable. */
let made: { of: string; search: (query: string) => string[] } | null = null;

function searchOver(rows: { slug: string; versionId: string; head: ProblemHead }[]) {
  const of = rows.map(({ versionId }) => versionId).join(" ");
  if (made?.of !== of) {
    made = { of, search: createSearch(rows.map(({ slug, head }) => toProblemEntry(slug, head))) };
  }
  return made.search;
}

/** A problem as it is searched: by nothing that isn't shown before the start. */
export function toProblemEntry(slug: string, head: ProblemHead): SearchEntry {
  return {
    slug,
    title: `${head.title} ${slug}`,
    topics: head.topics.join(" "),
    summary: head.summary,
    text: head.interview ?? "",
  };
}

const newestHeads = prepareOnce((db) =>
  db
    .selectDistinctOn([problems.slug], {
      slug: problems.slug,
      versionId: problemVersions.id,
      head: problemVersions.head,
    })
    .from(problemVersions)
    .innerJoin(problems, eq(problems.id, problemVersions.problemId))
    .where(isNull(problems.archivedAt))
    .orderBy(problems.slug, sql`${problemVersions.version} desc`)
    .prepare("newest_heads"),
);
