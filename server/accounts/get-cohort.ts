import { and, asc, count, desc, eq, max, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { cohortMembers, cohorts, users } from "../db/tables/accounts";
import { attempts } from "../db/tables/attempts";
import { problemVersions, versionTitle } from "../db/tables/content";
import { grades } from "../db/tables/grades";
import type { Level } from "../problems/scale";
import { cohortNotFound, parseCohortId } from "./cohort-id";

/** A member with what they have handed in. `bestTotal` in points of 100; times are ISO 8601. */
export type CohortMember = {
  id: string;
  name: string;
  email: string;
  isDisabled: boolean;
  submittedCount: number;
  bestTotal: number | null;
  lastSubmittedAt: string | null;
};

export type CohortAttempt = {
  id: string;
  person: { id: string; name: string };
  title: string;
  level: Level;
  status: "in_progress" | "submitted";
  gradeStatus: "queued" | "running" | "graded" | "needs_attention" | null;
  total: number | null;
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
  return { id: cohortId, name: cohort.name, members, attempts: newest };
}

/** An attempt's newest grading decides its score, as on every other page. */
function newestGradeOf(db: Db) {
  return db
    .select({ status: grades.status, total: grades.total })
    .from(grades)
    .where(eq(grades.attemptId, attempts.id))
    .orderBy(desc(grades.version))
    .limit(1)
    .as("newest_grade");
}

async function listMembers(db: Db, cohortId: string): Promise<CohortMember[]> {
  const newestGrade = newestGradeOf(db);
  const rows = await db
    .select({
      id: users.id,
      name: users.name,
      email: users.email,
      disabledAt: users.disabledAt,
      submittedCount: count(attempts.id),
      bestTotal: max(newestGrade.total),
      lastSubmittedAt: max(attempts.submittedAt),
    })
    .from(cohortMembers)
    .innerJoin(users, eq(users.id, cohortMembers.userId))
    .leftJoin(attempts, and(eq(attempts.userId, users.id), eq(attempts.status, "submitted")))
    .leftJoinLateral(newestGrade, sql`true`)
    .where(eq(cohortMembers.cohortId, cohortId))
    .groupBy(users.id)
    .orderBy(asc(sql`lower(${users.name})`), asc(users.id));
  return rows.map(({ disabledAt, lastSubmittedAt, ...member }) => ({
    ...member,
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
      startedAt: attempts.startedAt,
    })
    .from(cohortMembers)
    .innerJoin(users, eq(users.id, cohortMembers.userId))
    .innerJoin(attempts, eq(attempts.userId, users.id))
    .innerJoin(problemVersions, eq(problemVersions.id, attempts.problemVersionId))
    .leftJoinLateral(newestGrade, sql`true`)
    .where(eq(cohortMembers.cohortId, cohortId))
    .orderBy(desc(attempts.startedAt))
    .limit(ATTEMPTS_SHOWN);
  return rows.map((row) => ({ ...row, startedAt: row.startedAt.toISOString() }));
}
