import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import type { AttemptKind } from "#domain/attempts/kinds";
import type { Lens, Level } from "#domain/problems/scale";
import type { PersonVerdict } from "#domain/reviews/review.schema";

/** A verdict on a criterion that counts, as it stands today. */
export type Mark = {
  attemptId: string;
  problemId: string;
  kind: AttemptKind;
  /** When the answer was handed in. */
  at: Date;
  level: Level;
  lens: Lens;
  rubricVersionId: string;
  criterionId: string;
  verdict: PersonVerdict;
};

/** Of one's own work; `isBlind`: without having seen the grade. */
export type OwnMark = Mark & { isBlind: boolean };

export type Whose = { userId: string; problemIds?: readonly string[] };

type Row = {
  attempt_id: string;
  problem_id: string;
  kind: AttemptKind;
  at: string | Date;
  level: Level;
  lens: Lens;
  rubric_version_id: string;
  criterion_id: string;
  verdict: PersonVerdict;
};

/**
 * What judges and reviewers said of a person's answers, a reviewer's verdict in place of the judge's;
 * oldest answer first. Of each attempt it is the newest grade, and only one that its candidate has
 * opened, so that nothing tells a grade before they choose to see it; a drill has no such choice.
 *
 * An estimate makes no marks: it goes by words, and a criterion that it takes for met would be put
 * aside unlearnt. A reviewer's verdict on it counts, and all of it once one has signed. Neither does an
 * answer that the gate turned away, which nobody has read, nor a criterion that was left out of the
 * score.
 */
export async function readGradedMarks(db: DbOrTx, whose: Whose): Promise<Mark[]> {
  const rows = await db.execute<Row>(sql`
    select attempts.id as attempt_id, attempts.problem_id, attempts.kind,
      attempts.submitted_at as at, attempts.level, attempts.lens, shown.rubric_version_id,
      said.criterion_id, coalesce(overrides.verdict, judged.verdict) as verdict
    from attempts
    join lateral (
      select id, rubric_version_id, is_estimate from grades
      where attempt_id = attempts.id and status = 'graded' order by version desc limit 1
    ) shown on true
    join criterion_verdicts said on said.grade_id = shown.id
    cross join lateral (
      -- Where all points that lowered it are struck: what it was without them, as in withoutStruck.
      select case when said.detail -> 'lowered' is null or exists (
        select from jsonb_array_elements_text(said.detail #> '{lowered,pointIds}') as lowering(id)
        where not exists (
          select from point_edits where grade_id = shown.id and point_id = lowering.id
            and kind = 'struck' and withdrawn_at is null)
      ) then said.verdict else (said.detail #>> '{lowered,without,verdict}')::verdict end as verdict
    ) judged
    left join overrides on overrides.attempt_id = attempts.id
      and overrides.criterion_id = said.criterion_id and overrides.withdrawn_at is null
    left join reviews on reviews.attempt_id = attempts.id
    where ${isOf(whose)}
      and (attempts.kind = 'drill' or exists (
        select from review_sights
        where attempt_id = attempts.id and person_id = attempts.user_id))
      and (overrides.id is not null or (
        (not shown.is_estimate or reviews.signed_grade_id = shown.id)
        and judged.verdict <> 'cannot_assess'
        and said.detail ->> 'decidedBy' <> 'gate'
        and said.detail ->> 'excluded' is null))
    order by attempts.submitted_at, attempts.id, said.position`);
  return rows.map(toMark);
}

/** What a person said of their own answers and finished; oldest answer first. */
export async function readOwnMarks(db: DbOrTx, whose: Whose): Promise<OwnMark[]> {
  const rows = await db.execute<Row & { is_blind: boolean }>(sql`
    select attempts.id as attempt_id, attempts.problem_id, attempts.kind,
      attempts.submitted_at as at, attempts.level, attempts.lens, self_ratings.rubric_version_id,
      self_marks.criterion_id, self_marks.verdict, self_ratings.is_blind
    from attempts
    join self_ratings on self_ratings.attempt_id = attempts.id
    join self_marks on self_marks.attempt_id = attempts.id
    where ${isOf(whose)} and self_ratings.finished_at is not null
    order by attempts.submitted_at, attempts.id, self_marks.criterion_id`);
  return rows.map((row) => ({ ...toMark(row), isBlind: row.is_blind }));
}

function isOf({ userId, problemIds }: Whose): SQL {
  const theirs = sql`attempts.user_id = ${userId} and attempts.status = 'submitted'`;
  if (problemIds === undefined) return theirs;
  const list = sql.join(
    problemIds.map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  return sql`${theirs} and attempts.problem_id in (${list})`;
}

function toMark(row: Row): Mark {
  return {
    attemptId: row.attempt_id,
    problemId: row.problem_id,
    kind: row.kind,
    at: new Date(row.at),
    level: row.level,
    lens: row.lens,
    rubricVersionId: row.rubric_version_id,
    criterionId: row.criterion_id,
    verdict: row.verdict,
  };
}
