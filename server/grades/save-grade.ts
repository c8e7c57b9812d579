import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Db } from "../db/client";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { CriterionGrade, Grade } from "#domain/grading/grade.schema";
import { GRADE_CHANNEL, NOTICE_CHANNEL } from "../jobs/progress";
import { insertGradedNotice, lockAttemptOf } from "../notices/create-notice";
import type { OpenedCalls } from "./keep-calls";
import { insertJudgeCalls, placeJudgeCalls } from "./save-judge-calls";
import type { Lease } from "./take-grading";

/**
 * Stores a whole grade and tells its candidate, if the lease still holds. Only a running grading can be
 * stored, so that none is stored twice. One statement: it is whole or not there at all, and a burst
 * of gradings that end together waits for one round trip each.
 * @param idOf where calls were billed as they came, which are only given their places here
 * @returns false when another worker has taken the grading over: nothing was written
 */
export async function saveGrade(
  db: Db,
  lease: Lease,
  grade: Grade,
  idOf: OpenedCalls["idOf"] = () => undefined,
): Promise<boolean> {
  const { criteria, calls, ...summary } = grade;
  const billed = calls.flatMap((call) => {
    const id = idOf(call);
    return id === undefined ? [] : [{ id, call }];
  });
  const unbilled = calls.filter((call) => idOf(call) === undefined);
  const { verdicts, pieces } = toRows(criteria);
  const announced = await db.execute(sql`
    with attempt as materialized (${lockAttemptOf(lease.gradeId)}), held as (
      update grades
      set status = 'graded', total = ${grade.total}, summary = ${toJson(summary)},
        finished_at = now(), error_kind = null, error_message = null
      from attempt
      where grades.id = ${lease.gradeId} and attempt_id = attempt.id
        and lease_epoch = ${lease.leaseEpoch} and status = 'running'
      returning grades.id, attempt_id
    ), verdicts as (
      insert into criterion_verdicts
        (id, grade_id, position, criterion_id, section, verdict, confidence, needs_person, detail)
      select v.id, held.id, v.position, v.criterion_id, v.section, v.verdict, v.confidence,
        v.needs_person, v.detail
      from held, jsonb_to_recordset(${toJson(verdicts)}) as v(
        id uuid, position int, criterion_id text, section section, verdict verdict,
        confidence float8, needs_person boolean, detail jsonb)
    ), pieces as (
      insert into evidence
        (criterion_verdict_id, position, section, turn, quote, start_offset, end_offset, diagram_ids, element_ids)
      select e.*
      from held, jsonb_to_recordset(${toJson(pieces)}) as e(
        criterion_verdict_id uuid, position int, section section, turn int, quote text, start_offset int,
        end_offset int, diagram_ids text[], element_ids text[])
    ), calls as (${insertJudgeCalls(lease, unbilled, sql`held`)}
    ), billed as (${placeJudgeCalls(lease, billed, sql`held`)}
    ), kept as (delete from kept_replies using held where work_id = held.id), told as (${insertGradedNotice(sql`held`)})
    select pg_notify(${GRADE_CHANNEL}, held.id::text),
      pg_notify(${NOTICE_CHANNEL}, told.user_id::text)
    from held left join told on true`);
  return announced.length > 0;
}

function toJson(value: unknown): SQL {
  return sql`${JSON.stringify(value)}::jsonb`;
}

/** As columns of `criterion_verdicts` and `evidence`. */
function toRows(criteria: CriterionGrade[]): { verdicts: unknown[]; pieces: unknown[] } {
  const verdicts = criteria.map(({ evidence, ...detail }, position) => ({
    id: randomUUID(),
    position,
    criterion_id: detail.id,
    section: detail.section,
    verdict: detail.verdict,
    confidence: detail.confidence,
    needs_person: detail.needsPerson,
    detail,
    evidence,
  }));
  return {
    verdicts: verdicts.map(({ evidence, ...row }) => row),
    pieces: verdicts.flatMap(({ id, evidence }) =>
      evidence.map((piece, position) => ({
        criterion_verdict_id: id,
        position,
        ...toColumns(piece),
      })),
    ),
  };
}

function toColumns(piece: Evidence): Record<string, unknown> {
  if (piece.source === "diagram") {
    return { diagram_ids: piece.ids, element_ids: piece.elementIds };
  }
  return {
    section: piece.section,
    turn: piece.source === "interview" ? piece.turn : null,
    quote: piece.quote,
    start_offset: piece.start,
    end_offset: piece.end,
  };
}
