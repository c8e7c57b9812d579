import { and, eq, isNull, max, sql } from "drizzle-orm";
import type { Db } from "../db/client";
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
  // Found without its body: a body is large, and is unpacked for the newest version only.
  const newest = db
    .selectDistinctOn([problemVersions.problemId], { id: problemVersions.id })
    .from(problemVersions)
    .orderBy(problemVersions.problemId, sql`${problemVersions.version} desc`)
    .as("newest");
  const rows = await db
    .select({
      id: problems.id,
      slug: problems.slug,
      head: sql<ProblemHead>`${problemVersions.body} -> 'head'`,
    })
    .from(newest)
    .innerJoin(problemVersions, eq(problemVersions.id, newest.id))
    .innerJoin(problems, eq(problems.id, problemVersions.problemId))
    .where(isNull(problems.archivedAt));
  const standing = viewerId === null ? new Map() : await listStanding(db, viewerId);
  return rows
    .map(({ id, slug, head }) => ({
      slug,
      title: head.title,
      summary: head.summary,
      difficulty: head.difficulty,
      minutes: head.minutes,
      tier: head.tier,
      topics: head.topics,
      lenses: head.lenses,
      bestTotal: standing.get(id)?.bestTotal ?? null,
      openAttemptId: standing.get(id)?.openAttemptId ?? null,
    }))
    .sort((a, b) => a.title.localeCompare(b.title, "en"));
}

type Standing = { bestTotal: number | null; openAttemptId: string | null };

async function listStanding(db: Db, viewerId: string): Promise<Map<string, Standing>> {
  const rows = await db
    .select({
      problemId: attempts.problemId,
      bestTotal: max(grades.total),
      openAttemptId: sql<
        string | null
      >`max(${attempts.id}::text) filter (where ${attempts.status} = 'in_progress')`,
    })
    .from(attempts)
    .leftJoin(grades, and(eq(grades.attemptId, attempts.id), eq(grades.status, "graded")))
    .where(eq(attempts.userId, viewerId))
    .groupBy(attempts.problemId);
  return new Map(rows.map(({ problemId, ...standing }) => [problemId, standing]));
}
