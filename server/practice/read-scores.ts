import { sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { scoreBy } from "../grading/score-by";
import { listStandings } from "../reviews/list-standings";
import type { AttemptKind } from "#domain/attempts/kinds";
import type { Grade } from "#domain/grading/grade.schema";
import { toRange } from "#domain/grading/result";
import type { Verdict } from "#domain/grading/verdicts";
import type { Lens, SectionId } from "#domain/problems/scale";
import { readRubrics } from "./rubric-shelf";

/** An attempt on a line of time. `at` is ISO 8601. */
type Scored = { attemptId: string; kind: Exclude<AttemptKind, "drill">; title: string; at: string };
type SectionPercents = Record<SectionId, number | null>;

/** By a judge that reads, with reviewers' verdicts in it. Points of 100, sections in percent; with what holds its level. */
export type GradeScore = Scored & { total: number; sections: SectionPercents; heldBy?: string[] };
/** By the offline judge: no single figure. */
export type EstimateScore = Scored & { low: number; high: number };
/** By the candidate's own finished marks. */
type OwnScore = Scored & { total: number; sections: SectionPercents };

/** What a person's interviews and retries came to, each kind of figure by itself, oldest first. */
export type Scores = { grades: GradeScore[]; estimates: EstimateScore[]; own: OwnScore[] };

/** More than a year of an interview every other day. */
const MAX_ATTEMPTS = 200;

type Row = {
  attempt_id: string;
  kind: Scored["kind"];
  title: string;
  at: string | Date;
  lens: Lens;
  /** Nulls where there is no grade, or its candidate has not opened it. */
  grade_id: string | null;
  rubric_version_id: string | null;
  total: number | null;
  is_estimate: boolean | null;
  is_unreadable: boolean | null;
  is_signed: boolean | null;
  sections: Grade["sections"] | null;
  own_total: number | null;
  own_rubric_version_id: string | null;
  own_marks: Record<string, Verdict> | null;
};

/** As on the report: the newest grade, with what reviewers said of it in its total. */
export async function readScores(
  db: DbOrTx,
  userId: string,
  limit = MAX_ATTEMPTS,
): Promise<Scores> {
  const rows = (await selectScored(db, userId, limit)).reverse();
  const standings = await listStandings(db, [userId]);
  const rubrics = await readRubrics(
    db,
    rows.flatMap(({ own_rubric_version_id: id }) => id ?? []),
  );
  const scores: Scores = { grades: [], estimates: [], own: [] };
  for (const row of rows) {
    const scored = toScored(row);
    const standing = row.grade_id === null ? undefined : standings.get(row.attempt_id);
    const { total, sections } = standing ?? row;
    if (total !== null && sections !== null) {
      if (row.is_estimate !== true || row.is_signed === true) {
        const heldBy = standing?.result.kind === "grade" ? standing.result.heldBy : undefined;
        const points = { total, sections: toPercents(sections) };
        scores.grades.push({ ...scored, ...points, ...(heldBy && { heldBy }) });
      } else if (row.is_unreadable !== true) {
        const { low, high } = toRange(total);
        scores.estimates.push({ ...scored, low, high });
      }
    }
    const rubric = rubrics.get(row.own_rubric_version_id ?? "");
    if (rubric && row.own_total !== null && row.own_marks !== null) {
      const own = scoreBy(rubric, new Map(Object.entries(row.own_marks)), row.lens);
      scores.own.push({ ...scored, total: row.own_total, sections: toPercents(own.sections) });
    }
  }
  return scores;
}

/** Newest first. */
async function selectScored(db: DbOrTx, userId: string, limit: number): Promise<Row[]> {
  return db.execute<Row>(sql`
    select attempts.id as attempt_id, attempts.kind, problem_versions.head ->> 'title' as title,
      attempts.submitted_at as at, attempts.lens, shown.id as grade_id, shown.rubric_version_id,
      shown.total, shown.is_estimate, shown.is_unreadable,
      reviews.signed_grade_id = shown.id as is_signed, shown.summary -> 'sections' as sections,
      self_ratings.total as own_total, self_ratings.rubric_version_id as own_rubric_version_id,
      (select jsonb_object_agg(criterion_id, verdict) from self_marks
        where attempt_id = self_ratings.attempt_id) as own_marks
    from attempts
    join problem_versions on problem_versions.id = attempts.problem_version_id
    left join review_sights on review_sights.attempt_id = attempts.id
      and review_sights.person_id = attempts.user_id
    left join lateral (
      select * from grades
      where attempt_id = review_sights.attempt_id and status = 'graded'
      order by version desc limit 1
    ) shown on true
    left join reviews on reviews.attempt_id = attempts.id
    left join self_ratings on self_ratings.attempt_id = attempts.id
      and self_ratings.finished_at is not null
    where attempts.user_id = ${userId} and attempts.status = 'submitted'
      and attempts.kind <> 'drill'
    order by attempts.submitted_at desc limit ${limit}`);
}

function toScored({ attempt_id: attemptId, kind, title, at }: Row): Scored {
  return { attemptId, kind, title, at: new Date(at).toISOString() };
}

function toPercents(sections: Grade["sections"]): SectionPercents {
  const byId = new Map(sections.map(({ section, percent }) => [section, percent]));
  const of = (section: SectionId) => byId.get(section) ?? null;
  return {
    scenario: of("scenario"),
    components: of("components"),
    architecture: of("architecture"),
    latency_cost: of("latency_cost"),
    evaluation: of("evaluation"),
  };
}
