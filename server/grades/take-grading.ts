import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Role } from "#domain/accounts/roles";
import type { Rate } from "#domain/accounts/person-limits";
import type { Db } from "../db/client";
import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { metCurveball } from "../attempts/curveball";
import { answeredOf, answersOf, elementsOf, exchangesOf, filesOf } from "../attempts/work-sql";
import type { Answers } from "#domain/attempts/answer.schema";
import { listTasterTexts } from "../attempts/get-taster-rest";
import { listTold } from "../attempts/list-told";
import type { AnsweredQuestion } from "../attempts/list-told";
import type { Scene } from "#domain/diagram/scene.schema";
import { repliesOf } from "#domain/attempts/turn.schema";
import type { Exchange } from "#domain/attempts/turn.schema";
import type { AttemptKind } from "#domain/attempts/kinds";
import { isTaster } from "#domain/attempts/taster";
import type { Told } from "#domain/attempts/question.schema";
import type { Mode } from "#domain/grading/verdicts";
import type { Brief, Lens, Level } from "#domain/problems/scale";
import { rubricFor } from "#domain/rubrics/rubric.schema";
import { earlierDebriefs, toEarlierReport } from "./earlier-debriefs";
import type { EarlierDebrief } from "./earlier-debriefs";
import type { EarlierReport } from "#domain/grading/earlier-report";
import type { ContentVersions, GradingContent, LoadContent } from "./grading-content";

/** Stands before the curveball among what the candidate was told. */
const CURVEBALL_NOTE = "(Announced to the candidate in the middle of the interview.)";

/** A grading in the hands of one worker. Every write names the lease; an older one writes nothing. */
export type Lease = { gradeId: string; leaseEpoch: number };

export type GradingTask = GradingContent & {
  lease: Lease;
  attemptId: string;
  /** On whose limits it counts. */
  payer: { id: string; role: Role };
  mode: Mode;
  level: Level;
  lens: Lens;
  /** What the candidate read. */
  brief: Brief;
  failedTries: number;
  /** Times that reading its text failed by its own doing. */
  textFailures: number;
  /** Times that whoever had it was gone without a word, this time included. */
  interruptions: number;
  /** Since it was asked for, by the database's clock. */
  waitedMs: number;
  /** Bounds in US dollars that an admin has set; null where the environment's count. */
  bounds: { perGrade: number | null; perDay: number | null };
  /** Of a drill: the criteria that it is judged by; null of what is judged whole. */
  only: string[] | null;
  answers: Answers;
  scene: Scene;
  /** What the candidate replied to follow-ups. */
  interview: Exchange[];
  /** What the interviewer told the candidate, in the problem's own words. */
  told: Told[];
  /** What they read of it: maybe a model's words, and in a taster the rest of the design. No judge reads them. */
  shown: string[];
  /** Reports with a debrief that they had on the problem before, oldest first. */
  earlier: EarlierReport[];
};

type Taken = Pick<
  GradingTask,
  | "attemptId"
  | "payer"
  | "mode"
  | "level"
  | "lens"
  | "brief"
  | "failedTries"
  | "textFailures"
  | "interruptions"
  | "bounds"
  | "scene"
  | "only"
> & {
  gradeId: string;
  kind: AttemptKind;
  isPractice: boolean;
  isHeld: boolean;
  answered: AnsweredQuestion[];
  exchanges: Exchange[];
  debriefs: EarlierDebrief[];
  leaseEpoch: number;
  waitedMs: number;
  hasCurveball: boolean;
  startedAt: string;
  deadlineAt: string | null;
  submittedAt: string | null;
  versions: ContentVersions;
  answers: Partial<Answers>;
};

/**
 * Takes a grading up: raises its lease epoch, so that whoever held it before can write no more, and
 * reads all that grading needs in the same statement: what was handed in no longer changes.
 *
 * One that has no slot of its person's yet takes it here: an admin's retry, which may wait for days.
 * All others have taken theirs when they were asked for (take-slot.ts), and keep it when tried again.
 * @returns "held" when the slot lies ahead: it stays queued, and the sweep brings it back then. Null
 *   when there is nothing to do now (graded, given up, or held already)
 */
export async function takeGrading(
  db: Db,
  gradeId: string,
  loadContent: LoadContent,
  limits: Rate,
): Promise<GradingTask | "held" | null> {
  const taken = sql`asked as materialized (
      select grades.id, users.id as payer_id, users.role as payer_role, coalesce(grades.slot_at,
        take_grading_slot(users.id, ${limits.perHour}::int, ${limits.perDay}::int)) as slot_at
      from grades join attempts on attempts.id = grades.attempt_id
      join users on users.id = coalesce(grades.requested_by, attempts.user_id)
      where grades.id = ${gradeId} and grades.status in ('queued', 'running')
        and (grades.held_until is null or grades.held_until <= now())
    ), taken as (
      update grades
      set status = case when asked.slot_at > now() then 'queued'::grade_status else 'running' end,
        lease_epoch = grades.lease_epoch + (asked.slot_at <= now())::int,
        started_at = case when asked.slot_at > now() then grades.started_at
          else coalesce(grades.started_at, now()) end,
        interruptions = grades.interruptions
          + (asked.slot_at <= now() and grades.status = 'running')::int,
        progress = null, slot_at = asked.slot_at,
        held_until = case when asked.slot_at > now() then asked.slot_at end,
        held_for = case when asked.slot_at > now() then 'count' end
      from asked
      where grades.id = asked.id and grades.status in ('queued', 'running')
      returning grades.*, asked.payer_id, asked.payer_role
    )`;
  return readTask(db, taken, loadContent);
}

/**
 * Reads all that a grading is made from, in one statement with what takes it up.
 * @param taken a common table expression of that name: a row of `grades`, with `payer_id` and `payer_role`
 * @returns null where it has no row, "held" where that is queued
 */
export async function readTask(
  db: Db,
  taken: SQL,
  loadContent: LoadContent,
): Promise<GradingTask | "held" | null> {
  const attemptId = sql`taken.attempt_id`;
  const [task] = await db.execute<Taken>(sql`
    with ${taken}
    select taken.id as "gradeId", taken.status = 'queued' as "isHeld", taken.attempt_id as "attemptId", taken.lease_epoch as "leaseEpoch", taken.mode,
      jsonb_build_object('id', taken.payer_id, 'role', taken.payer_role) as payer,
      taken.failures as "failedTries", taken.text_failures as "textFailures", taken.interruptions,
      attempts.kind, attempts.is_practice as "isPractice", attempts.focus_criteria as only, attempts.has_curveball as "hasCurveball",
      attempts.started_at as "startedAt", attempts.deadline_at as "deadlineAt",
      attempts.submitted_at as "submittedAt", attempts.level, attempts.lens, attempts.brief,
      (extract(epoch from now() - taken.queued_at) * 1000)::float8 as "waitedMs",
      jsonb_build_object('problem', attempts.problem_version_id,
        'rubric', taken.rubric_version_id, 'failures', (
          select id from failure_versions
          where problem_version_id = attempts.problem_version_id
          order by version desc limit 1)) as versions,
      jsonb_build_object('perGrade', judge_settings.max_usd_per_grade,
        'perDay', judge_settings.max_usd_per_day) as bounds,
      ${answersOf(attemptId)} as answers, ${answeredOf(attemptId)} as answered,
      ${exchangesOf(attemptId)} as exchanges, ${earlierDebriefs()} as debriefs,
      jsonb_build_object('elements', ${elementsOf(attemptId)}, 'files', ${filesOf(attemptId)}) as scene
    from taken join attempts on attempts.id = taken.attempt_id
    left join judge_settings on true`);
  if (!task) return null;
  if (task.isHeld) return "held";
  const {
    gradeId,
    isHeld: _isHeld,
    leaseEpoch,
    versions,
    answers,
    exchanges,
    debriefs,
    ...others
  } = task;
  const { kind, isPractice, hasCurveball, startedAt, deadlineAt, submittedAt, answered, ...rest } =
    others;
  const content = await loadContent(versions);
  const { clarifications, curveball } = content.problem.head;
  const told = listTold(answered, clarifications);
  const times = {
    startedAt: new Date(startedAt),
    deadlineAt: toDate(deadlineAt),
    submittedAt: toDate(submittedAt),
  };
  const isMet = metCurveball({ kind, hasCurveball, ...times }, curveball.at);
  return {
    ...rest,
    lease: { gradeId, leaseEpoch },
    ...content,
    rubric: rubricFor(content.rubric, { metCurveball: isMet }),
    told: isMet ? [...told, { question: CURVEBALL_NOTE, answer: curveball.text }] : told,
    shown: [
      ...answered.map(({ answer }) => answer),
      ...(isTaster({ kind, isPractice }) ? await listTasterTexts(db) : []),
    ],
    earlier: debriefs.map(toEarlierReport),
    interview: repliesOf(exchanges),
    answers: { ...EMPTY_ANSWERS, ...answers },
  };
}

function toDate(moment: string | null): Date | null {
  return moment === null ? null : new Date(moment);
}
