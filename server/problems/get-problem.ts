import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { problems, problemVersions } from "../db/tables/content";
import type { ProblemHead } from "#domain/problems/problem.schema";

export type ProblemPage = {
  slug: string;
  version: number;
  head: ProblemHead;
  statementMarkdown: string;
};

/** The newest version of a problem as candidates may see it: without its solution. */
export async function getProblem(db: Db, slug: string): Promise<ProblemPage | null> {
  const [row] = await db
    .select({
      slug: problems.slug,
      version: problemVersions.version,
      head: problemVersions.head,
      statementMarkdown: sql<string>`${problemVersions.body} ->> 'statementMarkdown'`,
    })
    .from(problems)
    .innerJoin(problemVersions, eq(problemVersions.problemId, problems.id))
    .where(and(eq(problems.slug, slug), isNull(problems.archivedAt)))
    .orderBy(desc(problemVersions.version))
    .limit(1);
  return row ?? null;
}
