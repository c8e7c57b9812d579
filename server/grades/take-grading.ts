import { sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { EMPTY_ANSWERS } from "../attempts/answer.schema";
import { metCurveball } from "../attempts/curveball";
import { answersOf, elementsOf, filesOf, toldOf } from "../attempts/work-sql";
import type { Answers } from "../attempts/answer.schema";
import type { Scene } from "../diagram/scene.schema";
import type { Told } from "../attempts/questions/question.schema";
import type { Mode } from "../grading/verdicts";
import type { Lens, Level } from "../problems/scale";
import { rubricFor } from "../rubrics/rubric.schema";
import type { GradingContent, LoadContent } from "./grading-content";

/** Stands before the curveball among what the candidate was told. */
const CURVEBALL_NOTE = "(Announced to the candidate in the middle of the interview.)";

/** A grading in the hands of one worker. Every write names the lease; an older one writes nothing. */
export type Lease = { gradeId: string; leaseEpoch: number };

export type GradingTask = GradingContent & {
  lease: Lease;
  attemptId: string;
  mode: Mode;
  level: Level;
  lens: Lens;
  failures: number;
  /** Times that reading its text failed by its own doing. */
  textFailures: number;
  /** Times that whoever had it was gone without a word, this time included. */
  interruptions: number;
  /** Since it was asked for, by the database's clock. */
  waitedMs: number;
  /** Bounds in US dollars that an admin has set; null where the environment's count. */
  bounds: { perGrade: number | null; perDay: number | null };
  answers: Answers;
  scene: Scene;
  /** What the interviewer told the candidate. */
  told: Told[];
};

type Taken = Pick<
  GradingTask,
  | "attemptId"
  | "mode"
  | "level"
  | "lens"
  | "failures"
  | "textFailures"
  | "interruptions"
  | "bounds"
  | "scene"
  | "told"
> & {
  leaseEpoch: number;
  waitedMs: number;
  hasCurveball: boolean;
  startedAt: string;
  deadlineAt: string | null;
  submittedAt: string | null;
  problemVersionId: string;
  rubricVersionId: string;
  answers: Partial<Answers>;
};

/**
 * Takes a grading up: raises its lease epoch, so that whoever held it before can write no more, and
 * reads all that grading needs in the same statement: what was handed in no longer changes. Null
 * when there is nothing left to do (graded, or given up).
 */
export async function takeGrading(
  db: Db,
  gradeId: string,
  loadContent: LoadContent,
): Promise<GradingTask | null> {
  const attemptId = sql`taken.attempt_id`;
  const [taken] = await db.execute<Taken>(sql`
    with taken as (
      update grades
      set status = 'running', lease_epoch = lease_epoch + 1,
        interruptions = interruptions + (status = 'running')::int,
        started_at = coalesce(started_at, now()), progress = null
      where id = ${gradeId} and status in ('queued', 'running')
      returning *
    )
    select taken.attempt_id as "attemptId", taken.lease_epoch as "leaseEpoch", taken.mode,
      taken.failures, taken.text_failures as "textFailures", taken.interruptions, attempts.has_curveball as "hasCurveball",
      attempts.started_at as "startedAt", attempts.deadline_at as "deadlineAt",
      attempts.submitted_at as "submittedAt", attempts.level, attempts.lens,
      (extract(epoch from now() - taken.queued_at) * 1000)::float8 as "waitedMs",
      attempts.problem_version_id as "problemVersionId",
      taken.rubric_version_id as "rubricVersionId",
      jsonb_build_object('perGrade', judge_settings.max_usd_per_grade,
        'perDay', judge_settings.max_usd_per_day) as bounds,
      ${answersOf(attemptId)} as answers, ${toldOf(attemptId)} as told,
      jsonb_build_object('elements', ${elementsOf(attemptId)}, 'files', ${filesOf(attemptId)}) as scene
    from taken join attempts on attempts.id = taken.attempt_id
    left join judge_settings on true`);
  if (!taken) return null;
  const { leaseEpoch, problemVersionId, rubricVersionId, answers, ...others } = taken;
  const { hasCurveball, startedAt, deadlineAt, submittedAt, told, ...rest } = others;
  const content = await loadContent(problemVersionId, rubricVersionId);
  const { curveball } = content.problem.head;
  const times = {
    startedAt: new Date(startedAt),
    deadlineAt: toDate(deadlineAt),
    submittedAt: toDate(submittedAt),
  };
  const isMet = metCurveball({ hasCurveball, ...times }, curveball.at);
  return {
    ...rest,
    lease: { gradeId, leaseEpoch },
    ...content,
    rubric: rubricFor(content.rubric, { metCurveball: isMet }),
    told: isMet ? [...told, { question: CURVEBALL_NOTE, answer: curveball.text }] : told,
    answers: { ...EMPTY_ANSWERS, ...answers },
  };
}

function toDate(moment: string | null): Date | null {
  return moment === null ? null : new Date(moment);
}
