import { sql } from "drizzle-orm";
import type { SQL, SQLWrapper } from "drizzle-orm";
import { MAX_SCENE_BYTES } from "#domain/diagram/scene.schema";

/*
 * What a candidate has written and drawn, as SQL expressions, so that one statement can read it
 * beside other things. Each gives JSON; all but `worksheetOf` never null.
 */

/** `{section: text}`; untouched sections are absent. */
export function answersOf(attemptId: SQLWrapper | string): SQL {
  return sql`(select coalesce(jsonb_object_agg(section, text), '{}')
    from answers where attempt_id = ${attemptId})`;
}

/**
 * Most bytes of elements that are read at once: three times what a save lets a drawing grow to, so
 * that only drawings from before that bound are cut.
 */
export const MAX_READ_BYTES = 3 * MAX_SCENE_BYTES;

/**
 * The elements in drawing order, tombstones included. Of a drawing over `MAX_READ_BYTES` the largest
 * are left out, tombstones first.
 */
export function elementsOf(attemptId: SQLWrapper | string): SQL {
  return sql`(select coalesce(
      jsonb_agg(element order by element ->> 'index' nulls last, element_id), '[]')
    from ${sizedElements(attemptId)} where bytes_so_far <= ${sql.raw(String(MAX_READ_BYTES))})`;
}

/** Those of `elementsOf` that aren't deleted. */
export function drawnOf(attemptId: SQLWrapper | string, options = { hasLinks: true }): SQL {
  const element = options.hasLinks ? sql`element` : sql`element || '{"link": null}'`;
  return sql`(select coalesce(
      jsonb_agg(${element} order by element ->> 'index' nulls last, element_id), '[]')
    from ${sizedElements(attemptId)}
    where bytes_so_far <= ${sql.raw(String(MAX_READ_BYTES))} and not is_deleted)`;
}

/** How many drawn elements `elementsOf` leaves out; 0 for every drawing that was saved under its bound. */
export function leftOutOf(attemptId: SQLWrapper | string): SQL {
  return sql`(select count(*)::int from ${sizedElements(attemptId)}
    where bytes_so_far > ${sql.raw(String(MAX_READ_BYTES))} and not is_deleted)`;
}

/** By their sizes alone, which are columns of their own: none is unpacked to find out which fit. */
function sizedElements(attemptId: SQLWrapper | string): SQL {
  return sql`(select element_id, element, is_deleted,
      sum(bytes) over (order by is_deleted, bytes, element_id) as bytes_so_far
    from scene_elements where attempt_id = ${attemptId}) as sized`;
}

/**
 * `[{clarificationIds, answer}]` of the questions that were answered, oldest first. What the candidate
 * asked in is left out: whoever reads this is on the way to a judge.
 */
export function answeredOf(attemptId: SQLWrapper | string): SQL {
  return sql`(select coalesce(jsonb_agg(
      jsonb_build_object('clarificationIds', clarification_ids, 'answer', answer)
      order by asked_at, id), '[]')
    from attempt_questions where attempt_id = ${attemptId} and status = 'answered')`;
}

/** `{fileId: file}` of the pictures. */
export function filesOf(attemptId: SQLWrapper | string): SQL {
  return sql`(select coalesce(jsonb_object_agg(file_id, file), '{}')
    from scene_files where attempt_id = ${attemptId})`;
}

/** `{text, clientId}`; null where none was ever saved. */
export function worksheetOf(attemptId: SQLWrapper | string): SQL {
  return sql`(select jsonb_build_object('text', text, 'clientId', client_id)
    from worksheets where attempt_id = ${attemptId})`;
}

/**
 * `[{turn, section, question, reply, isDeclined}]` of what was asked, in the order of asking, as an SQL
 * expression. One that still waits was never read by the candidate and is left out.
 */
export function exchangesOf(attemptId: SQLWrapper | string): SQL {
  return sql`(select coalesce(jsonb_agg(jsonb_build_object('turn', attempt_turns.seq,
      'section', attempt_turns.section, 'question', attempt_turns.text,
      'reply', coalesce(attempt_replies.text, ''),
      'isDeclined', attempt_turns.declined_at is not null) order by attempt_turns.seq), '[]')
    from attempt_turns left join attempt_replies
      on attempt_replies.attempt_id = attempt_turns.attempt_id
      and attempt_replies.seq = attempt_turns.seq
    where attempt_turns.attempt_id = ${attemptId} and attempt_turns.kind = 'probe'
      and attempt_turns.text is not null)`;
}
