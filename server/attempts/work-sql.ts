import { sql } from "drizzle-orm";
import type { SQL, SQLWrapper } from "drizzle-orm";

/*
 * What a candidate has written and drawn, as SQL expressions, so that one statement can read it
 * beside other things. Each gives JSON; all but `worksheetOf` never null.
 */

/** `{section: text}`; untouched sections are absent. */
export function answersOf(attemptId: SQLWrapper | string): SQL {
  return sql`(select coalesce(jsonb_object_agg(section, text), '{}')
    from answers where attempt_id = ${attemptId})`;
}

/** The elements in drawing order, tombstones included. */
export function elementsOf(attemptId: SQLWrapper | string): SQL {
  return sql`(select coalesce(
      jsonb_agg(element order by element ->> 'index' nulls last, element_id), '[]')
    from scene_elements where attempt_id = ${attemptId})`;
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
