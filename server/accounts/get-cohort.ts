import { and, asc, count, desc, eq, max, ne, sql } from "drizzle-orm";
import type { SQL, SQLWrapper } from "drizzle-orm";
import type { Db } from "../db/client";
import { cohortMembers, cohorts, users } from "../db/tables/accounts";
import { attempts } from "../db/tables/attempts";
import { problemVersions, versionTitle } from "../db/tables/content";
import { grades } from "../db/tables/grades";
import { standsApart, listStandings } from "../reviews/list-standings";
import type { ListedStanding } from "../reviews/list-standings";
import { withoutHeadlines } from "#domain/grading/holds";
import { isBetter, toBest, toResult } from "#domain/grading/result";
import type { Result } from "#domain/grading/result";
import type { Level } from "#domain/problems/scale";
import { cohortNotFound, parseCohortId } from "./cohort-id";

/** A member with what they have handed in. Their best is a grade, or an estimate where there is none. */
export type CohortMember = {
  id: string;
  name: string;
  email: string;
  isDisabled: boolean;
  submittedCount: number;
  best: Result | null;
  lastSubmittedAt: string | null;
};

type CohortAttempt = {
  id: string;
  person: { id: string; name: string };
  title: string;
  level: Level;
  status: "in_progress" | "submitted";
  gradeStatus: "queued" | "running" | "graded" | "needs_attention" | null;
  result: Result | null;
  startedAt: string;
};

export type Cohort = {
  id: string;
  name: string;
  members: CohortMember[];
  /** The newest ones, at most `ATTEMPTS_SHOWN`. */
  attempts: CohortAttempt[];
};

const ATTEMPTS_SHOWN = 50;

/** @throws AppError `not_found` */
export async function getCohort(db: Db, id: string): Promise<Cohort> {
  const cohortId = parseCohortId(id);
  const [[cohort], members, newest] = await Promise.all([
    db.select({ name: cohorts.name }).from(cohorts).where(eq(cohorts.id, cohortId)),
    listMembers(db, cohortId),
    listNewestAttempts(db, cohortId),
  ]);
  if (!cohort) throw cohortNotFound(cohortId);
  const standings = await listStandings(
    db,
    members.map(({ id: memberId }) => memberId),
  );
  return {
    id: cohortId,
    name: cohort.name,
    members: members.map((member) => ({ ...member, best: findBest(member, standings) })),
    attempts: newest.map((attempt) => ({
      ...attempt,
      result: withoutHeadlines(standings.get(attempt.id)?.result ?? attempt.result),
    })),
  };
}

/** With what people made of their attempts: that is the score wherever one is shown. */
function findBest(
  { id, best }: Pick<CohortMember, "id" | "best">,
  standings: ReadonlyMap<string, ListedStanding>,
): Result | null {
  return [...standings.values()]
    .filter(({ userId }) => userId === id)
    .reduce((top, { result }) => (isBetter(result, top) ? withoutHeadlines(result) : top), best);
}

/** An attempt's newest grading decides its score, as on every other page. */
function newestGradeOf(db: Db, counted = sql`true`) {
  return db
    .select({
      status: grades.status,
      total: grades.total,
      isEstimate: grades.isEstimate,
      isUnreadable: grades.isUnreadable,
    })
    .from(grades)
    .where(and(eq(grades.attemptId, attempts.id), counted))
    .orderBy(desc(grades.version))
    .limit(1)
    .as("newest_grade");
}

function bestOf(total: SQLWrapper, counted: SQL) {
  return sql<number | null>`max(${total}) filter (where ${counted})`;
}

async function listMembers(db: Db, cohortId: string): Promise<CohortMember[]> {
  const newestGrade = newestGradeOf(db, sql`not ${standsApart}`);
  const rows = await db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      disabledAt: users.disabledAt,
      submittedCount: count(attempts.id),
      bestGrade: bestOf(newestGrade.total, sql`not ${newestGrade.isEstimate}`),
      bestEstimate: bestOf(
        newestGrade.total,
        sql`${newestGrade.isEstimate} and not ${newestGrade.isUnreadable}`,
      ),
      lastSubmittedAt: max(attempts.submittedAt),
    })
    .from(cohortMembers)
    .innerJoin(users, eq(users.id, cohortMembers.userId))
    .leftJoin(
      attempts,
      and(
        eq(attempts.userId, users.id),
        eq(attempts.status, "submitted"),
        ne(attempts.kind, "drill"),
      ),
    )
    .leftJoinLateral(newestGrade, sql`true`)
    .where(eq(cohortMembers.cohortId, cohortId))
    .groupBy(users.id)
    .orderBy(asc(sql`lower(${users.name})`), asc(users.id));
  return rows.map(({ disabledAt, lastSubmittedAt, bestGrade, bestEstimate, ...member }) => ({
    ...member,
    best: toBest({ grade: bestGrade, estimate: bestEstimate }),
    isDisabled: disabledAt !== null,
    lastSubmittedAt: lastSubmittedAt?.toISOString() ?? null,
  }));
}

async function listNewestAttempts(db: Db, cohortId: string): Promise<CohortAttempt[]> {
  const newestGrade = newestGradeOf(db);
  const rows = await db
    .select({
      id: attempts.id,
      person: { id: users.id, name: users.name },
      title: versionTitle,
      level: attempts.level,
      status: attempts.status,
      gradeStatus: newestGrade.status,
      total: newestGrade.total,
      isEstimate: newestGrade.isEstimate,
      isUnreadable: newestGrade.isUnreadable,
      startedAt: attempts.startedAt,
    })
    .from(cohortMembers)
    .innerJoin(users, eq(users.id, cohortMembers.userId))
    .innerJoin(attempts, and(eq(attempts.userId, users.id), ne(attempts.kind, "drill")))
    .innerJoin(problemVersions, eq(problemVersions.id, attempts.problemVersionId))
    .leftJoinLateral(newestGrade, sql`true`)
    .where(eq(cohortMembers.cohortId, cohortId))
    .orderBy(desc(attempts.startedAt))
    .limit(ATTEMPTS_SHOWN);
  return rows.map(({ total, isEstimate, isUnreadable, ...row }) => ({
    ...row,
    result: toResult({ total, isEstimate, isUnreadable }),
    startedAt: row.startedAt.toISOString(),
  }));
}
