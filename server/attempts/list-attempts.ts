import { and, desc, eq, ne, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { prepareOnce } from "../db/prepare-once";
import { attempts } from "../db/tables/attempts";
import { problems, problemVersions, versionTitle } from "../db/tables/content";
import { grades } from "../db/tables/grades";
import { reviewSights, selfRatings } from "../db/tables/reviews";
import { listStandings } from "../reviews/list-standings";
import { withoutHeadlines } from "#domain/grading/holds";
import { toResult } from "#domain/grading/result";
import type { Result } from "#domain/grading/result";
import type { AttemptKind } from "#domain/attempts/kinds";
import type { Brief, Lens, Level, SectionId } from "#domain/problems/scale";

/** One line of a candidate's list. Times are ISO 8601. */
export type AttemptCard = {
  id: string;
  slug: string;
  title: string;
  kind: Exclude<AttemptKind, "drill">;
  /** The section that a retry writes anew. */
  focusSection: SectionId | null;
  level: Level;
  lens: Lens;
  brief: Brief;
  isPractice: boolean;
  status: "in_progress" | "submitted";
  gradeStatus: "queued" | "running" | "graded" | "needs_attention" | null;
  /** Why it ended without a grade. */
  errorKind: string | null;
  /** With people's verdicts, where there are any. */
  result: Result | null;
  /** What the judge alone came to, where people made another score. */
  judged: Result | null;
  /** By the candidate's own finished marks, points of 100; never a grade. */
  ownTotal: number | null;
  startedAt: string;
  deadlineAt: string | null;
  submittedAt: string | null;
};

const MAX_ATTEMPTS = 500;

type ListedAttempt = AttemptCard & {
  /** The candidate has seen the grade. */
  isSeen: boolean;
};

/**
 * A person's interviews and retries, newest first, each with the grading that its report shows: the newest that
 * came to a grade, else the newest.
 */
export async function listAttempts(db: Db, userId: string): Promise<ListedAttempt[]> {
  const [rows, standings] = await Promise.all([
    attemptsOfPerson(db).execute({ userId }),
    listStandings(db, [userId]),
  ]);
  return rows.map(({ total, isEstimate, isUnreadable, ...row }) => ({
    ...row,
    result: standings.get(row.id)?.result ?? toResult({ total, isEstimate, isUnreadable }),
    judged: standings.get(row.id)?.judged ?? null,
    startedAt: row.startedAt.toISOString(),
    deadlineAt: row.deadlineAt?.toISOString() ?? null,
    submittedAt: row.submittedAt?.toISOString() ?? null,
  }));
}

/**
 * The same for the person themselves: a grade that they have not opened yet is kept from the list,
 * since they may still want to mark themselves first.
 */
export async function listOwnAttempts(db: Db, userId: string): Promise<AttemptCard[]> {
  const listed = await listAttempts(db, userId);
  return listed.map(({ isSeen, ...card }) =>
    isSeen ? card : { ...card, result: null, judged: null },
  );
}

/** For an admin, who reads here whether a level is held and not by what. */
export async function listAttemptsForAdmin(db: Db, userId: string): Promise<AttemptCard[]> {
  const listed = await listAttempts(db, userId);
  return listed.map((card) => ({ ...card, result: withoutHeadlines(card.result) }));
}

const attemptsOfPerson = prepareOnce((db) => {
  const isTheirs = eq(attempts.userId, sql.placeholder("userId"));
  const shownGrade = db
    .selectDistinctOn([grades.attemptId], {
      attemptId: grades.attemptId,
      status: grades.status,
      errorKind: grades.errorKind,
      total: grades.total,
      isEstimate: grades.isEstimate,
      isUnreadable: grades.isUnreadable,
    })
    .from(grades)
    .innerJoin(attempts, eq(attempts.id, grades.attemptId))
    .where(isTheirs)
    .orderBy(grades.attemptId, sql`${grades.status} = 'graded' desc`, desc(grades.version))
    .as("shown_grade");
  return db
    .select({
      id: attempts.id,
      slug: problems.slug,
      title: versionTitle,
      kind: sql<AttemptCard["kind"]>`${attempts.kind}`,
      focusSection: attempts.focusSection,
      level: attempts.level,
      lens: attempts.lens,
      brief: attempts.brief,
      isPractice: attempts.isPractice,
      status: attempts.status,
      gradeStatus: shownGrade.status,
      errorKind: shownGrade.errorKind,
      total: shownGrade.total,
      isEstimate: shownGrade.isEstimate,
      isUnreadable: shownGrade.isUnreadable,
      ownTotal: selfRatings.total,
      isSeen: sql<boolean>`${reviewSights.personId} is not null`,
      startedAt: attempts.startedAt,
      deadlineAt: attempts.deadlineAt,
      submittedAt: attempts.submittedAt,
    })
    .from(attempts)
    .innerJoin(problems, eq(problems.id, attempts.problemId))
    .innerJoin(problemVersions, eq(problemVersions.id, attempts.problemVersionId))
    .leftJoin(shownGrade, eq(shownGrade.attemptId, attempts.id))
    .leftJoin(selfRatings, eq(selfRatings.attemptId, attempts.id))
    .leftJoin(reviewSights, hasSeen())
    .where(and(isTheirs, ne(attempts.kind, "drill")))
    .orderBy(desc(attempts.startedAt))
    .limit(MAX_ATTEMPTS)
    .prepare("attempts_of_person");
});

function hasSeen() {
  return and(eq(reviewSights.attemptId, attempts.id), eq(reviewSights.personId, attempts.userId));
}
