import { and, eq, sql } from "drizzle-orm";
import { makePgArray } from "drizzle-orm/pg-core";
import type { DbOrTx } from "../db/client";
import { prepareOnce } from "../db/prepare-once";
import { attempts } from "../db/tables/attempts";
import { toStorableText } from "../text/storable.schema";
import { DATABASE_NOW, notFound, parseAttemptId } from "./own-attempt";
import type { TimedAttempt } from "./own-attempt";
import { saveOutcomeSchema } from "./save.schema";
import type { Save, SaveOutcome } from "./save.schema";
import type { StoredText } from "./save-texts";
import type { SceneRoom } from "./scene-store";

/** All that a save has to know, as it stood at one moment. */
export type BeforeSave = {
  attempt: Pick<TimedAttempt, "id" | "status" | "deadlineAt" | "revision" | "now">;
  /** What this very save was answered when it came before. */
  earlier: SaveOutcome | null;
  texts: StoredText[];
  room: SceneRoom;
};

const attemptId = sql.placeholder("attemptId");

const workBeforeSave = prepareOnce((db) =>
  db
    .select({
      id: attempts.id,
      status: attempts.status,
      deadlineAt: attempts.deadlineAt,
      revision: attempts.revision,
      now: DATABASE_NOW,
      earlier: sql<unknown>`(select reply from revisions
        where attempt_id = ${attemptId} and client_id = ${sql.placeholder("clientId")}
          and seq = ${sql.placeholder("seq")})`,
      texts: sql<StoredText[]>`(select coalesce(jsonb_agg(jsonb_build_object('section', section,
          'text', text, 'revision', revision, 'clientId', client_id)), '[]')
        from (select section::text, text, revision, client_id from answers
            where attempt_id = ${attemptId}
          union all select 'worksheet', text, revision, client_id from worksheets
            where attempt_id = ${attemptId}) as stored
        where section = any(${sql.placeholder("sections")}::text[]))`,
      elementCount: sql<number>`(select count(*)::int from scene_elements
        where attempt_id = ${attemptId})`,
      knownIds: sql<string[]>`(select coalesce(jsonb_agg(element_id), '[]') from scene_elements
        where attempt_id = ${attemptId}
          and element_id = any(${sql.placeholder("elementIds")}::text[]))`,
      // Measuring the stored pictures unpacks each of them.
      fileBytes: sql<number>`case when ${sql.placeholder("hasFiles")}::boolean
        then (select coalesce(sum(length(file ->> 'dataURL')), 0)::int from scene_files
          where attempt_id = ${attemptId}) else 0 end`,
    })
    .from(attempts)
    .where(and(eq(attempts.id, attemptId), eq(attempts.userId, sql.placeholder("userId"))))
    .prepare("work_before_save"),
);

/**
 * Reads it in one statement, which sees one moment of the database and locks nothing.
 * @throws AppError `not_found` for an attempt that is not this person's
 */
export async function readForSave(
  db: DbOrTx,
  input: { attemptId: string; userId: string; save: Save },
): Promise<BeforeSave> {
  const { userId, save } = input;
  const [row] = await workBeforeSave(db).execute({
    attemptId: parseAttemptId(input.attemptId),
    userId,
    clientId: save.clientId,
    seq: save.seq,
    sections: makePgArray(Object.keys(save.texts)),
    elementIds: makePgArray(save.elements.map(idOf).filter((id) => id !== null)),
    hasFiles: Object.keys(save.files).length > 0,
  });
  if (!row) throw notFound(input.attemptId);
  const { earlier, texts, elementCount, knownIds, fileBytes, ...attempt } = row;
  return {
    attempt,
    earlier: earlier === null ? null : saveOutcomeSchema.parse(earlier),
    texts,
    room: { elementCount, knownIds, fileBytes },
  };
}

/** Elements are checked later; here it is enough that what is kept can be found. */
function idOf(element: unknown): string | null {
  if (typeof element !== "object" || element === null || !("id" in element)) return null;
  return typeof element.id === "string" ? toStorableText(element.id) : null;
}
