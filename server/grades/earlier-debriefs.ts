import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Exchange } from "#domain/attempts/turn.schema";
import type { MadeDebrief } from "#domain/grading/debrief.schema";
import type { PointWording } from "#domain/reviews/point-edit.schema";
import { answersOf, exchangesOf } from "../attempts/work-sql";
import type { EarlierReport } from "#domain/grading/earlier-report";

/** As many of a person's latest debriefs on a problem are compared with what they write next. */
const MAX_EARLIER = 8;

export type EarlierDebrief = {
  debrief: Pick<MadeDebrief, "sinks" | "points">;
  /** What reviewers put points into, also where that was taken back. */
  wordings: PointWording[];
  answers: Partial<Answers>;
  exchanges: Exchange[];
};

/**
 * Debriefs that the person of the row `attempts` had got on the problem when they handed it in, oldest
 * first, each with what they had written for it, as an SQL expression.
 */
export function earlierDebriefs(): SQL {
  return sql`(select coalesce(jsonb_agg(earlier.said order by earlier.finished_at), '[]') from (
    select grades.finished_at, jsonb_build_object(
        'debrief', jsonb_build_object('sinks', grades.summary #> '{debrief,sinks}',
          'points', grades.summary #> '{debrief,points}'),
        'wordings', (select coalesce(jsonb_agg(wording), '[]') from point_edits
          where point_edits.grade_id = grades.id and wording is not null),
        'answers', ${answersOf(sql`past.id`)}, 'exchanges', ${exchangesOf(sql`past.id`)}) as said
    from attempts as past join grades on grades.attempt_id = past.id
    where past.user_id = attempts.user_id and past.problem_id = attempts.problem_id
      and past.id <> attempts.id and grades.debrief_state <> 'without'
      and grades.finished_at < attempts.submitted_at
    order by grades.finished_at desc limit ${sql.raw(String(MAX_EARLIER))}) as earlier)`;
}

export function toEarlierReport(earlier: EarlierDebrief): EarlierReport {
  const { debrief, wordings, answers, exchanges } = earlier;
  const said = [...debrief.points, ...wordings].flatMap((point) => [
    point.headline,
    point.consequence,
    point.sayInstead,
  ]);
  const own = [...Object.values(answers), ...exchanges.map(({ reply }) => reply)];
  return { said: [debrief.sinks, ...said], own };
}
