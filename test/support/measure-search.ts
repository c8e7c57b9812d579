import { readFile } from "node:fs/promises";
import { z } from "zod";
import { readContent } from "#server/content/read-content";
import { createSearch } from "#server/search/create-search";
import { toProblemEntry } from "#server/search/search-problems";
import { searchTopics } from "#server/search/search-topics";
import { readStudy } from "#server/study/read-study";

const setSchema = z.array(
  z.strictObject({ query: z.string(), expect: z.array(z.string()).min(1) }),
);

/**
 * How many queries of a file find one of the slugs they should among the first three problems or the
 * first three topics, and what the others find instead.
 */
export async function measureSearch(file: string) {
  const set = setSchema.parse(JSON.parse(await readFile(file, "utf8")));
  const [study, content] = await Promise.all([readStudy("."), readContent(".")]);
  const searchProblems = createSearch(
    content.map(({ slug, problem }) => toProblemEntry(slug, problem.head)),
  );
  const answered = set.map(({ query, expect }) => ({
    query,
    expect,
    first: [...searchProblems(query).slice(0, 3), ...searchTopics(study, query).slice(0, 3)],
  }));
  const missed = answered.filter(({ expect, first }) => !expect.some((it) => first.includes(it)));
  return { count: set.length, share: 1 - missed.length / set.length, missed };
}
