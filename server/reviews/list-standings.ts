import { and, eq, inArray, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { rubricVersions } from "../db/tables/content";
import { criterionVerdicts, grades } from "../db/tables/grades";
import { overrides, pointEdits, reviews, reviewSights } from "../db/tables/reviews";
import { rescore } from "../grading/rescore";
import type { Rescored } from "../grading/rescore";
import { withoutStruck } from "#domain/grading/without-struck";
import type { Grade, Lowered } from "#domain/grading/grade.schema";
import { withHolds, withoutHeadlines } from "#domain/grading/holds";
import { toResult, toStandingResult } from "#domain/grading/result";
import type { Result } from "#domain/grading/result";
import type { Verdict } from "#domain/grading/verdicts";
import { listHolds, listVerdicts } from "../grades/list-holds";
import { listEditsByGrade, listStruck } from "./list-point-edits";

/** What an attempt comes to with people's word, and what its judge alone had come to. */
export type ListedStanding = {
  attemptId: string;
  userId: string;
  problemId: string;
  /** The candidate has opened the report. */
  isSeen: boolean;
  /** With what holds its level. */
  result: Result;
  /** Null where people made no other score. */
  judged: Result | null;
} & Pick<Rescored, "total" | "sections">;

/**
 * The attempts, by id, that stand otherwise than the row of their newest grade says: whose score people
 * changed, or whose estimate they made a grade, and those that a point of the debrief holds. Points are
 * added up here and not stored, so that no score can fall behind the verdicts it rests on.
 */
export async function listStandings(
  db: DbOrTx,
  userIds: readonly string[],
): Promise<Map<string, ListedStanding>> {
  if (userIds.length === 0) return new Map();
  return listStandingsOf(db, inArray(attempts.userId, [...userIds]));
}

/** The same of named attempts. */
export async function listStandingsOfAttempts(
  db: DbOrTx,
  attemptIds: readonly string[],
): Promise<Map<string, ListedStanding>> {
  if (attemptIds.length === 0) return new Map();
  return listStandingsOf(db, inArray(attempts.id, [...attemptIds]));
}

async function listStandingsOf(db: DbOrTx, whose: SQL): Promise<Map<string, ListedStanding>> {
  const listed = await listApart(db, whose);
  if (listed.length === 0) return new Map();
  const gradeIds = listed.map(({ gradeId }) => gradeId);
  const [judged, given, rubrics, edits, held] = await Promise.all([
    listJudged(db, gradeIds),
    listVerdicts(
      db,
      listed.map(({ attemptId }) => attemptId),
    ),
    listRubrics(
      db,
      listed.map(({ rubricVersionId }) => rubricVersionId),
    ),
    listEditsByGrade(db, gradeIds),
    listHolds(db, gradeIds),
  ]);
  return new Map(
    listed.flatMap((row) => {
      const rubric = rubrics.get(row.rubricVersionId);
      const alone = toResult(row);
      if (!rubric || !alone || row.total === null || row.sections === null) return [];
      const struck = listStruck(edits.get(row.gradeId));
      const said = judged.get(row.gradeId) ?? [];
      const counted = said.map((one) => withoutStruck(one, struck));
      const isChanged = row.isReviewed || counted.some((one, at) => one !== said[at]);
      const { total, sections } = isChanged
        ? rescore(counted, given.get(row.attemptId) ?? new Map<string, Verdict>(), rubric, row.lens)
        : { total: row.total, sections: row.sections };
      const { attemptId, userId, problemId, isSeen } = row;
      const holds = held.get(row.gradeId);
      const stands = toStandingResult(alone, { total, isSigned: row.isSigned });
      const result = withHolds(stands, holds);
      const standing = { attemptId, userId, problemId, isSeen, result, total, sections };
      return [
        [
          attemptId,
          { ...standing, judged: isChanged ? withoutHeadlines(withHolds(alone, holds)) : null },
        ] as const,
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

const shownGrade = newestGrade(sql`g.status = 'graded'`);

/** Whether people gave verdicts on an attempt, or made a grade of its estimate. */
const isReviewed = sql<boolean>`(${hasVerdict} or (${isSigned} and exists (select 1 from ${grades} as e
  where e.id = ${shownGrade} and e.is_estimate)))`;

/** Whether an attempt may stand otherwise than its newest grade's row says: in SQL, of `attempts`. */
export const standsApart = sql`(${isReviewed}
  or exists (select 1 from ${grades} as h where h.id = ${shownGrade} and h.held_by is not null)
  or exists (select 1 from ${pointEdits} as p
    where p.grade_id = ${shownGrade} and p.kind = 'struck' and p.withdrawn_at is null))`;

function listApart(db: DbOrTx, whose: SQL) {
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
      sections: sql<Grade["sections"] | null>`${grades.summary} -> 'sections'`,
      isSigned,
      isReviewed,
      isSeen: sql<boolean>`exists (select 1 from ${reviewSights} as s
        where s.attempt_id = ${attempts.id} and s.person_id = ${attempts.userId})`,
    })
    .from(attempts)
    .innerJoin(grades, eq(grades.id, shownGrade))
    .where(and(whose, standsApart));
}

async function listJudged(db: DbOrTx, gradeIds: string[]) {
  const rows = await db
    .select({
      gradeId: criterionVerdicts.gradeId,
      id: criterionVerdicts.criterionId,
      verdict: criterionVerdicts.verdict,
      notes: sql<string[]>`${criterionVerdicts.detail} -> 'notes'`,
      lowered: sql<Lowered | undefined>`${criterionVerdicts.detail} -> 'lowered'`,
    })
    .from(criterionVerdicts)
    .where(inArray(criterionVerdicts.gradeId, gradeIds));
  const byGrade = new Map<string, typeof rows>();
  for (const row of rows) byGrade.set(row.gradeId, [...(byGrade.get(row.gradeId) ?? []), row]);
  return byGrade;
}

async function listRubrics(db: DbOrTx, ids: string[]) {
  const rows = await db
    .select({ id: rubricVersions.id, body: rubricVersions.body })
    .from(rubricVersions)
    .where(inArray(rubricVersions.id, [...new Set(ids)]));
  return new Map(rows.map(({ id, body }) => [id, body]));
}
