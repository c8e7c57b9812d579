import { and, eq, isNull, max, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { prepareOnce } from "../db/prepare-once";
import { attempts } from "../db/tables/attempts";
import { problems, problemVersions } from "../db/tables/content";
import { grades } from "../db/tables/grades";
import type { ProblemHead } from "./problem.schema";
import type { Lens } from "./scale";

/** One line of the catalogue. `bestTotal` in points of 100; the rest as the problem's file has it. */
export type ProblemCard = {
  slug: string;
  title: string;
  summary: string;
  difficulty: ProblemHead["difficulty"];
  minutes: number[];
  tier: number;
  topics: string[];
  lenses: Lens[];
  bestTotal: number | null;
  openAttemptId: string | null;
};

/** Every problem that is not archived, by title; with the viewer's own standing if there is one. */
export async function listProblems(db: Db, viewerId: string | null): Promise<ProblemCard[]> {
  const rows = await problemsOfViewer(db).execute({ viewerId });
  return rows
    .map(({ slug, head, bestTotal, openAttemptId }) => ({
      slug,
      title: head.title,
      summary: head.summary,
      difficulty: head.difficulty,
      minutes: head.minutes,
      tier: head.tier,
      topics: head.topics,
      lenses: head.lenses,
      bestTotal,
      openAttemptId,
    }))
    .sort((a, b) => a.title.localeCompare(b.title, "en"));
}

const problemsOfViewer = prepareOnce((db) => {
  const newest = db
    .selectDistinctOn([problemVersions.problemId], { id: problemVersions.id })
    .from(problemVersions)
    .orderBy(problemVersions.problemId, sql`${problemVersions.version} desc`)
    .as("newest");
  const standing = db
    .select({
      problemId: attempts.problemId,
      bestTotal: max(grades.total).as("best_total"),
      openAttemptId: sql<
        string | null
      >`max(${attempts.id}::text) filter (where ${attempts.status} = 'in_progress')`.as("open_id"),
    })
    .from(attempts)
    .leftJoin(grades, and(eq(grades.attemptId, attempts.id), eq(grades.status, "graded")))
    .where(eq(attempts.userId, sql.placeholder("viewerId")))
    .groupBy(attempts.problemId)
    .as("standing");
  return db
    .select({
      slug: problems.slug,
      head: problemVersions.head,
      bestTotal: standing.bestTotal,
      openAttemptId: standing.openAttemptId,
    })
    .from(newest)
    .innerJoin(problemVersions, eq(problemVersions.id, newest.id))
    .innerJoin(problems, eq(problems.id, problemVersions.problemId))
    .leftJoin(standing, eq(standing.problemId, problems.id))
    .where(isNull(problems.archivedAt))
    .prepare("problems_of_viewer");
});
