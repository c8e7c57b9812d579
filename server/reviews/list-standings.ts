import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { rubricVersions } from "../db/tables/content";
import { criterionVerdicts, grades } from "../db/tables/grades";
import { overrides, reviews, reviewSights } from "../db/tables/reviews";
import { rescore } from "../grading/rescore";
import { toResult, toStandingResult } from "#domain/grading/result";
import type { Result } from "#domain/grading/result";
import type { Verdict } from "#domain/grading/verdicts";

/** What an attempt comes to with people's verdicts, and what its judge alone had come to. */
export type ListedStanding = {
  attemptId: string;
  userId: string;
  problemId: string;
  /** The candidate has opened the report. */
  isSeen: boolean;
  result: Result;
  judged: Result;
};

/**
 * The attempts of which people have made another score, or a grade of an estimate, by id: of the
 * newest grade of each. The others stand at what their judge said. Points are added up here and not
 * stored, so that no score can fall behind the verdicts it rests on.
 */
export async function listStandings(
  db: DbOrTx,
  userIds: readonly string[],
): Promise<Map<string, ListedStanding>> {
  if (userIds.length === 0) return new Map();
  const reviewed = await listReviewed(db, inArray(attempts.userId, [...userIds]));
  if (reviewed.length === 0) return new Map();
  const [judged, given, rubrics] = await Promise.all([
    listJudged(
      db,
      reviewed.map(({ gradeId }) => gradeId),
    ),
    listGiven(
      db,
      reviewed.map(({ attemptId }) => attemptId),
    ),
    listRubrics(
      db,
      reviewed.map(({ rubricVersionId }) => rubricVersionId),
    ),
  ]);
  return new Map(
    reviewed.flatMap((row) => {
      const rubric = rubrics.get(row.rubricVersionId);
      const alone = toResult(row);
      if (!rubric || !alone) return [];
      const { total } = rescore(
        judged.get(row.gradeId) ?? [],
        given.get(row.attemptId) ?? new Map<string, Verdict>(),
        rubric,
        row.lens,
      );
      const { attemptId, userId, problemId, isSeen } = row;
      const result = toStandingResult(alone, { total, isSigned: row.isSigned });
      return [
        [attemptId, { attemptId, userId, problemId, isSeen, result, judged: alone }] as const,
      ];
    }),
  );
}

/** Of an attempt, the newest grading of these. */
function newestGrade(which: SQL): SQL {
  return sql`(select g.id from ${grades} as g where g.attempt_id = ${attempts.id} and ${which}
    order by g.version desc limit 1)`;
}

/** A signature counts while nothing has been graded since; a grading that failed is nothing. */
const isSigned = sql<boolean>`exists (select 1 from ${reviews} as r
  where r.attempt_id = ${attempts.id}
    and r.signed_grade_id = ${newestGrade(sql`g.status <> 'needs_attention'`)})`;

const hasVerdict = sql`exists (select 1 from ${overrides} as o
  where o.attempt_id = ${attempts.id} and o.withdrawn_at is null)`;

/** Whether people made another score of an attempt, or a grade of its estimate: in SQL, of `attempts`. */
export const isReviewed = sql`(${hasVerdict} or (${isSigned} and exists (select 1 from ${grades} as e
  where e.id = ${newestGrade(sql`g.status = 'graded'`)} and e.is_estimate)))`;

function listReviewed(db: DbOrTx, whose: SQL) {
  return db
    .select({
      attemptId: attempts.id,
      userId: attempts.userId,
      problemId: attempts.problemId,
      lens: attempts.lens,
      gradeId: grades.id,
      rubricVersionId: grades.rubricVersionId,
      total: grades.total,
      isEstimate: grades.isEstimate,
      isUnreadable: grades.isUnreadable,
      isSigned,
      isSeen: sql<boolean>`exists (select 1 from ${reviewSights} as s
        where s.attempt_id = ${attempts.id} and s.person_id = ${attempts.userId})`,
    })
    .from(attempts)
    .innerJoin(grades, eq(grades.id, newestGrade(sql`g.status = 'graded'`)))
    .where(and(whose, isReviewed));
}

async function listJudged(db: DbOrTx, gradeIds: string[]) {
  const rows = await db
    .select({
      gradeId: criterionVerdicts.gradeId,
      id: criterionVerdicts.criterionId,
      verdict: criterionVerdicts.verdict,
      notes: sql<string[]>`${criterionVerdicts.detail} -> 'notes'`,
    })
    .from(criterionVerdicts)
    .where(inArray(criterionVerdicts.gradeId, gradeIds));
  const byGrade = new Map<string, typeof rows>();
  for (const row of rows) byGrade.set(row.gradeId, [...(byGrade.get(row.gradeId) ?? []), row]);
  return byGrade;
}

async function listGiven(db: DbOrTx, attemptIds: string[]) {
  const rows = await db
    .select({
      attemptId: overrides.attemptId,
      criterionId: overrides.criterionId,
      verdict: overrides.verdict,
    })
    .from(overrides)
    .where(and(inArray(overrides.attemptId, attemptIds), isNull(overrides.withdrawnAt)));
  const byAttempt = new Map<string, Map<string, Verdict>>();
  for (const { attemptId, criterionId, verdict } of rows) {
    const own = byAttempt.get(attemptId) ?? new Map<string, Verdict>();
    byAttempt.set(attemptId, own.set(criterionId, verdict));
  }
  return byAttempt;
}

async function listRubrics(db: DbOrTx, ids: string[]) {
  const rows = await db
    .select({ id: rubricVersions.id, body: rubricVersions.body })
    .from(rubricVersions)
    .where(inArray(rubricVersions.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, body }) => [id, body]));
}
