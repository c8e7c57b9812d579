import { and, eq, isNull, ne, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Db } from "../db/client";
import { prepareOnce } from "../db/prepare-once";
import { attempts } from "../db/tables/attempts";
import { problems, problemVersions } from "../db/tables/content";
import { grades } from "../db/tables/grades";
import { reviewSights } from "../db/tables/reviews";
import { standsApart, listStandings } from "../reviews/list-standings";
import type { ListedStanding } from "../reviews/list-standings";
import { isBetter, toBest } from "#domain/grading/result";
import type { Result } from "#domain/grading/result";
import type { ProblemHead } from "#domain/problems/problem.schema";
import type { Lens } from "#domain/problems/scale";

/**
 * One line of the catalogue. The viewer's best is a grade, or an estimate where there is none, of
 * those that they have seen.
 */
export type ProblemCard = {
  slug: string;
  title: string;
  summary: string;
  difficulty: ProblemHead["difficulty"];
  minutes: number[];
  tier: number;
  topics: string[];
  lenses: Lens[];
  best: Result | null;
  /** What the judge alone made of the best, where people made another score of it. */
  bestJudged: Result | null;
  openAttemptId: string | null;
  /** The viewer has started it at some time. */
  isTried: boolean;
};

/** Every problem that is not archived, by title; with the viewer's own standing if there is one. */
export async function listProblems(db: Db, viewerId: string | null): Promise<ProblemCard[]> {
  const [rows, standings] = await Promise.all([
    problemsOfViewer(db).execute({ viewerId }),
    viewerId === null ? null : listStandings(db, [viewerId]),
  ]);
  // A grade that they have not opened yet tells nothing here either.
  const seen = [...(standings?.values() ?? [])].filter(({ isSeen }) => isSeen);
  return rows
    .map(({ slug, head, bestGrade, bestEstimate, openAttemptId, triedId }) => ({
      slug,
      title: head.title,
      summary: head.summary,
      difficulty: head.difficulty,
      minutes: head.minutes,
      tier: head.tier,
      topics: head.topics,
      lenses: head.lenses,
      ...findBest(
        toBest({ grade: bestGrade, estimate: bestEstimate }),
        seen.filter(({ problemId }) => problemId === triedId),
      ),
      openAttemptId,
      isTried: triedId !== null,
    }))
    .sort((a, b) => a.title.localeCompare(b.title, "en"));
}

/** The best of what judges alone came to and of what people made of it: grades before estimates. */
function findBest(
  alone: Result | null,
  standings: readonly ListedStanding[],
): Pick<ProblemCard, "best" | "bestJudged"> {
  return standings.reduce<Pick<ProblemCard, "best" | "bestJudged">>(
    (best, { result, judged }) =>
      isBetter(result, best.best) ? { best: result, bestJudged: judged } : best,
    { best: alone, bestJudged: null },
  );
}

function bestOf(counted: SQL) {
  return sql<number | null>`max(${grades.total}) filter (where ${counted})`;
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
      bestGrade: bestOf(sql`not ${grades.isEstimate}`).as("best_grade"),
      bestEstimate: bestOf(sql`${grades.isEstimate} and not ${grades.isUnreadable}`).as(
        "best_estimate",
      ),
      openAttemptId: sql<
        string | null
      >`max(${attempts.id}::text) filter (where ${attempts.status} = 'in_progress')`.as("open_id"),
    })
    .from(attempts)
    .leftJoin(
      reviewSights,
      and(eq(reviewSights.attemptId, attempts.id), eq(reviewSights.personId, attempts.userId)),
    )
    // A grade that they have not opened yet tells nothing here either.
    .leftJoin(
      grades,
      and(
        eq(grades.attemptId, reviewSights.attemptId),
        eq(grades.status, "graded"),
        // Where people changed the score, their standing counts instead.
        sql`not ${standsApart}`,
      ),
    )
    // A drill is no interview: its figure is of three criteria at most.
    .where(and(eq(attempts.userId, sql.placeholder("viewerId")), ne(attempts.kind, "drill")))
    .groupBy(attempts.problemId)
    .as("standing");
  return db
    .select({
      slug: problems.slug,
      head: problemVersions.head,
      bestGrade: standing.bestGrade,
      bestEstimate: standing.bestEstimate,
      openAttemptId: standing.openAttemptId,
      triedId: standing.problemId,
    })
    .from(newest)
    .innerJoin(problemVersions, eq(problemVersions.id, newest.id))
    .innerJoin(problems, eq(problems.id, problemVersions.problemId))
    .leftJoin(standing, eq(standing.problemId, problems.id))
    .where(isNull(problems.archivedAt))
    .prepare("problems_of_viewer");
});
