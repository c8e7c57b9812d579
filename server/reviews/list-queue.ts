import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Db } from "../db/client";
import { withoutHeadlines } from "#domain/grading/holds";
import { toResult } from "#domain/grading/result";
import type { Result } from "#domain/grading/result";
import type { Level } from "#domain/problems/scale";
import { DAY_USED_UP } from "#domain/grading/day-used-up";
import { NOT_ESTIMATED } from "#domain/grading/not-estimated";
import { STOPPED } from "#domain/grading/stopped";
import type { QueueFilter } from "#domain/reviews/review.schema";
import { listStandingsOfAttempts } from "./list-standings";

const QUEUE_PAGE_SIZE = 25;
/** Below this the judge's confidence counts as low, as on the report. */
const LOW_CONFIDENCE = 0.6;

/** One attempt in the reviewers' queue. Times are ISO 8601; points of 100, confidence 0–1. */
export type QueueItem = {
  attemptId: string;
  title: string;
  candidate: string;
  level: Level;
  submittedAt: string;
  gradeStatus: "queued" | "running" | "graded" | "needs_attention";
  /** Its grading failed, rather than that no judge here can do it. */
  isFailed: boolean;
  /** It was handed in beyond its candidate's gradings of a day, and its grade not asked for yet. */
  isLeftToAsk: boolean;
  /** Its candidate stopped the grading, and can go on with it. */
  isStopped: boolean;
  version: number;
  /** The judge's, of the newest grade; null while there is none. */
  result: Result | null;
  confidence: number | null;
  /** Open ones. */
  appeals: number;
  /** Criteria on which the judge wavered and nobody has decided. */
  needPerson: number;
  isUnsure: boolean;
  /** Criteria on which people and the judge, or two people, differ. */
  disputed: number;
  /** The viewer rates it blindly: total, confidence and disputes are kept from them. */
  isRating: boolean;
  /** Criteria on which a person's verdict stands. */
  overrides: number;
  assignee: { id: string; name: string } | null;
  signedBy: string | null;
};

export type Queue = {
  items: QueueItem[];
  /** All that fit the filter. */
  count: number;
  pageCount: number;
  problems: { slug: string; title: string }[];
};

type Row = Omit<QueueItem, "assignee" | "result"> & {
  total: number | null;
  isEstimate: boolean;
  isUnreadable: boolean;
  assigneeId: string | null;
  assigneeName: string | null;
  count: number;
};

/**
 * The attempts that people look at, with the reasons to look. One statement finds the page; names and
 * titles are read for its rows only. One's own attempts are not among them.
 */
export async function listQueue(db: Db, viewerId: string, filter: QueueFilter): Promise<Queue> {
  const [rows, problems] = await Promise.all([
    db.execute<Row>(pageOf(viewerId, filter)),
    listProblems(db),
  ]);
  const count = rows[0]?.count ?? 0;
  const standings = await listStandingsOfAttempts(
    db,
    rows.map(({ attemptId }) => attemptId),
  );
  return {
    items: [...rows].map(({ assigneeId, assigneeName, count: _, ...found }) => {
      const { total, isEstimate, isUnreadable, ...row } = found;
      const standing = standings.get(row.attemptId);
      const held = standing && (standing.judged ?? standing.result);
      const alone = toResult({ total, isEstimate, isUnreadable });
      return {
        ...row,
        // Who may still rate it blindly doesn't read here what holds it.
        result: alone && withoutHeadlines(held ?? alone),
        assignee:
          assigneeId !== null && assigneeName !== null
            ? { id: assigneeId, name: assigneeName }
            : null,
      };
    }),
    count,
    pageCount: Math.ceil(count / QUEUE_PAGE_SIZE),
    problems,
  };
}

function pageOf(viewerId: string, filter: QueueFilter): SQL {
  return sql`
    with newest as materialized (
      -- The summary is a large value: one number is read out of it here, once.
      select distinct on (attempt_id) attempt_id, id, version, status, error_kind, total,
        is_estimate, is_unreadable, (summary ->> 'confidence')::float8 as confidence
      from grades order by attempt_id, version desc
    ), appealed as (
      select attempt_id, count(*)::int as appeals
      from (
        select attempt_id from appeals where settled_at is null
        union all
        select g.attempt_id from point_challenges c join grades g on g.id = c.grade_id
        where c.settled_at is null
      ) as open group by attempt_id
    ), decided as (
      select attempt_id, count(*)::int as overrides from overrides where withdrawn_at is null
      group by attempt_id
    ), wavered as (
      -- Counted, not filtered: the planner takes "no such override" for one row and loops.
      select newest.attempt_id, (count(*) filter (where o.id is null))::int as need_person
      from newest
      join criterion_verdicts v on v.grade_id = newest.id and v.needs_person
      left join overrides o on o.attempt_id = newest.attempt_id
        and o.criterion_id = v.criterion_id and o.withdrawn_at is null
      group by newest.attempt_id
    ), voices as (
      select attempt_id, criterion_id, verdict from overrides where withdrawn_at is null
      union all
      select r.attempt_id, m.criterion_id, m.verdict
      from ratings r join rating_marks m on m.rating_id = r.id where r.finished_at is not null
    ), said as (
      select attempt_id, criterion_id, min(verdict) as low, max(verdict) as high
      from voices group by attempt_id, criterion_id
    ), judged as (
      select distinct on (attempt_id) attempt_id, id from grades
      where status = 'graded' and attempt_id in (select attempt_id from said)
      order by attempt_id, version desc
    ), judgements as materialized (
      -- A grade at a time (the offset keeps the planner to it): looking each criterion up, or reading
      -- every verdict there is, takes some ten times as many pages.
      select judged.attempt_id, v.criterion_id, v.verdict
      from judged cross join lateral (
        select criterion_id, verdict from criterion_verdicts where grade_id = judged.id offset 0
      ) v
    ), disputes as (
      select said.attempt_id,
        (count(*) filter (where said.low <> said.high
          or judgements.verdict not in ('cannot_assess', said.low)))::int as disputed
      from said left join judgements using (attempt_id, criterion_id)
      group by said.attempt_id
    ), queue as (
      select a.id, a.user_id, a.problem_version_id, a.level, a.submitted_at, newest.status,
        newest.version, newest.status = 'needs_attention'
          and coalesce(newest.error_kind, '') not in (${NOT_ESTIMATED}, ${DAY_USED_UP}, ${STOPPED}) as is_failed,
        newest.status = 'needs_attention' and newest.error_kind = ${DAY_USED_UP} as is_left_to_ask,
        newest.status = 'needs_attention' and newest.error_kind = ${STOPPED} as is_stopped,
        coalesce(newest.total, before.total) as total,
        coalesce(before.is_estimate, newest.is_estimate) as is_estimate,
        coalesce(before.is_unreadable, newest.is_unreadable) as is_unreadable,
        newest.confidence,
        coalesce(appealed.appeals, 0) as appeals, coalesce(decided.overrides, 0) as overrides,
        coalesce(wavered.need_person, 0) as need_person, coalesce(disputes.disputed, 0) as disputed,
        coalesce(newest.confidence < ${LOW_CONFIDENCE}, false) as is_unsure,
        r.assignee_id, r.signed_by,
        coalesce(r.signed_grade_id = case when newest.status <> 'needs_attention' then newest.id
          else (
            select id from grades where attempt_id = a.id and status <> 'needs_attention'
            order by version desc limit 1
          ) end, false) as is_signed
      from attempts a
      join newest on newest.attempt_id = a.id
      left join appealed on appealed.attempt_id = a.id
      left join decided on decided.attempt_id = a.id
      left join wavered on wavered.attempt_id = a.id
      left join disputes on disputes.attempt_id = a.id
      left join reviews r on r.attempt_id = a.id
      -- Of a failed re-grade: what the grade before it came to.
      left join lateral (
        select total, is_estimate, is_unreadable from grades
        where newest.total is null and attempt_id = a.id and status = 'graded'
        order by version desc limit 1
      ) before on true
      where a.status = 'submitted' and a.kind <> 'drill' and a.user_id <> ${viewerId}
        ${filter.problem === "" ? sql`` : sql`and a.problem_id = (select id from problems where slug = ${filter.problem})`}
    ), page as (
      select *, count(*) over ()::int as count
      from queue
      where ${sql.join(conditionsOf(viewerId, filter), sql` and `)}
      order by ${ORDERS[filter.sort]}, submitted_at, id
      limit ${QUEUE_PAGE_SIZE} offset ${(filter.page - 1) * QUEUE_PAGE_SIZE}
    )
    select page.id as "attemptId", v.head ->> 'title' as title, c.name as candidate,
      page.level, to_char(page.submitted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "submittedAt",
      page.status as "gradeStatus", page.is_failed as "isFailed",
      coalesce(page.is_left_to_ask, false) as "isLeftToAsk",
      coalesce(page.is_stopped, false) as "isStopped", page.version, page.appeals, page.overrides,
      rated.is_rating as "isRating", page.need_person as "needPerson",
      case when not rated.is_rating then page.total end as total,
      page.is_estimate as "isEstimate", page.is_unreadable as "isUnreadable",
      case when not rated.is_rating then page.confidence end as confidence,
      page.is_unsure and not rated.is_rating as "isUnsure",
      case when rated.is_rating then 0 else page.disputed end as disputed,
      page.assignee_id as "assigneeId", assignee.name as "assigneeName",
      case when page.is_signed then signer.name end as "signedBy", page.count
    from page
    join users c on c.id = page.user_id
    join problem_versions v on v.id = page.problem_version_id
    left join users assignee on assignee.id = page.assignee_id
    left join users signer on signer.id = page.signed_by
    cross join lateral (
      select exists (
        select from ratings
        where attempt_id = page.id and rater_id = ${viewerId} and finished_at is null
      ) as is_rating
    ) rated
    order by ${ORDERS[filter.sort]}, submitted_at, page.id`;
}

/** What is waited for first: an appeal, then a grading that failed, then disagreement, then doubts. */
const ORDERS: Record<QueueFilter["sort"], SQL> = {
  urgent: sql`(appeals > 0) desc, is_failed desc, (disputed > 0) desc,
    need_person desc, is_unsure desc`,
  oldest: sql`submitted_at`,
  newest: sql`submitted_at desc`,
  disputed: sql`disputed desc`,
  unsure: sql`confidence nulls last`,
  lowest: sql`total nulls last`,
};

const REASONS: Record<QueueFilter["reason"], SQL> = {
  any: sql`true`,
  appeal: sql`appeals > 0`,
  attention: sql`is_failed`,
  disputed: sql`disputed > 0`,
  person: sql`need_person > 0`,
  unsure: sql`is_unsure`,
};

const SHOWN: Record<QueueFilter["show"], SQL> = {
  open: sql`not is_signed`,
  signed: sql`is_signed`,
  all: sql`true`,
};

function conditionsOf(viewerId: string, filter: QueueFilter): SQL[] {
  const assigned = {
    anyone: sql`true`,
    me: sql`assignee_id = ${viewerId}`,
    nobody: sql`assignee_id is null`,
  };
  return [SHOWN[filter.show], REASONS[filter.reason], assigned[filter.assigned]];
}

/** Problems that can be chosen, by title. */
async function listProblems(db: Db): Promise<Queue["problems"]> {
  const rows = await db.execute<{ slug: string; title: string }>(sql`
    select p.slug, v.title
    from problems p
    cross join lateral (
      select head ->> 'title' as title from problem_versions
      where problem_id = p.id order by version desc limit 1
    ) v
    where p.id in (select problem_id from attempts where status = 'submitted')
    order by v.title`);
  return [...rows];
}
