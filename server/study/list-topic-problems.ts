import { eq, isNull, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { problems, problemVersions, rubrics, rubricVersions } from "../db/tables/content";

/** A problem that a topic is practised on. `criteria`: how many of its rubric ask for the topic. */
export type TopicProblem = {
  slug: string;
  title: string;
  summary: string;
  isMain: boolean;
  criteria: number;
};

/**
 * Problems whose newest version is tagged with the topic (`isMain`) or whose newest rubric asks for
 * it, those with most to gain first. Counts only: what a criterion says is for after the attempt.
 */
export async function listTopicProblems(db: Db, topic: string): Promise<TopicProblem[]> {
  const newestProblem = db
    .selectDistinctOn([problemVersions.problemId], {
      problemId: problemVersions.problemId,
      head: problemVersions.head,
    })
    .from(problemVersions)
    .orderBy(problemVersions.problemId, sql`${problemVersions.version} desc`)
    .as("newest_problem");
  const newestRubric = db
    .selectDistinctOn([rubricVersions.rubricId], {
      rubricId: rubricVersions.rubricId,
      criteria: sql<number>`(
        select count(*)::int from jsonb_array_elements(${rubricVersions.body} -> 'criteria') item
        where item -> 'topics' ? ${topic}
      )`.as("criteria"),
    })
    .from(rubricVersions)
    .orderBy(rubricVersions.rubricId, sql`${rubricVersions.version} desc`)
    .as("newest_rubric");
  const rows = await db
    .select({ slug: problems.slug, head: newestProblem.head, criteria: newestRubric.criteria })
    .from(problems)
    .innerJoin(newestProblem, eq(newestProblem.problemId, problems.id))
    .innerJoin(rubrics, eq(rubrics.problemId, problems.id))
    .innerJoin(newestRubric, eq(newestRubric.rubricId, rubrics.id))
    .where(isNull(problems.archivedAt));
  return rows
    .map(({ slug, head, criteria }) => {
      const { title, summary, topics } = head;
      return { slug, title, summary, isMain: topics.includes(topic), criteria };
    })
    .filter(({ isMain, criteria }) => isMain || criteria > 0)
    .sort((a, b) => b.criteria - a.criteria || a.title.localeCompare(b.title, "en"));
}
