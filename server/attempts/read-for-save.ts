import { and, eq, sql } from "drizzle-orm";
import { makePgArray } from "drizzle-orm/pg-core";
import type { DbOrTx } from "../db/client";
import { prepareOnce } from "../db/prepare-once";
import { attempts } from "../db/tables/attempts";
import { REPLY_IDS } from "#domain/attempts/answer.schema";
import { toStorableText } from "#domain/text/storable.schema";
import { DATABASE_NOW, notFound, parseAttemptId } from "./own-attempt";
import type { TimedAttempt } from "./own-attempt";
import { saveOutcomeSchema } from "#domain/attempts/save.schema";
import type { Save, SaveOutcome } from "#domain/attempts/save.schema";
import type { StoredText } from "./save-texts";
import type { SceneCapacity } from "./fit-scene";
import { storedBytesOf } from "./stored-bytes";

/** All that a save has to know, as it stood at one moment. */
export type BeforeSave = {
  attempt: Pick<
    TimedAttempt,
    | "id"
    | "status"
    | "deadlineAt"
    | "submittedAt"
    | "revision"
    | "historyBytes"
    | "keptBytes"
    | "locked"
    | "now"
  >;
  /** What this very save was answered when it came before. */
  earlier: SaveOutcome | null;
  texts: StoredText[];
  /** Follow-ups that can be replied to; empty where the save holds no reply. */
  askedTurns: number[];
  capacity: Omit<SceneCapacity, "room">;
  /** Of all that their candidate has. */
  storedBytes: number;
};

const attemptId = sql.placeholder("attemptId");

const workBeforeSave = prepareOnce((db) =>
  db
    .select({
      id: attempts.id,
      status: attempts.status,
      deadlineAt: attempts.deadlineAt,
      submittedAt: attempts.submittedAt,
      revision: attempts.revision,
      historyBytes: attempts.historyBytes,
      keptBytes: attempts.keptBytes,
      locked: attempts.locked,
      now: DATABASE_NOW,
      storedBytes: storedBytesOf(sql`${sql.placeholder("userId")}::uuid`),
      earlier: sql<unknown>`(select reply from revisions
        where attempt_id = ${attemptId} and client_id = ${sql.placeholder("clientId")}
          and seq = ${sql.placeholder("seq")})`,
      texts: sql<StoredText[]>`(select coalesce(jsonb_agg(jsonb_build_object('section', section,
          'text', text, 'revision', revision, 'clientId', client_id)), '[]')
        from (select section::text, text, revision, client_id from answers
            where attempt_id = ${attemptId}
          union all select 'worksheet', text, revision, client_id from worksheets
            where attempt_id = ${attemptId}
          union all select 'reply_' || seq, text, revision, client_id from attempt_replies
            where attempt_id = ${attemptId}) as stored
        where section = any(${sql.placeholder("sections")}::text[]))`,
      askedTurns: sql<number[] | null>`case when ${sql.placeholder("hasReplies")}::boolean
        then (select coalesce(jsonb_agg(seq), '[]') from attempt_turns
          where attempt_id = ${attemptId} and kind = 'probe' and text is not null) end`,
      drawing: sql<
        SceneCapacity["drawing"] | null
      >`case when ${sql.placeholder("hasElements")}::boolean
        then (select jsonb_build_object('rows', count(*),
            'bytes', coalesce(sum(bytes) filter (where not is_deleted), 0))
          from scene_elements where attempt_id = ${attemptId}) end`,
      known: sql<SceneCapacity["known"]>`(select coalesce(jsonb_agg(jsonb_build_object(
            'id', element_id, 'version', version, 'versionNonce', version_nonce,
            'bytes', case when is_deleted then 0 else bytes end)), '[]')
        from scene_elements where attempt_id = ${attemptId}
          and element_id = any(${sql.placeholder("elementIds")}::text[]))`,
      pictures: sql<
        SceneCapacity["pictures"] | null
      >`case when ${sql.placeholder("hasFiles")}::boolean
        then (select jsonb_build_object('ids', coalesce(jsonb_agg(file_id), '[]'),
            'bytes', coalesce(sum(bytes), 0))
          from scene_files where attempt_id = ${attemptId}) end`,
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
    hasReplies: REPLY_IDS.some((id) => id in save.texts),
    hasElements: save.elements.length > 0,
    elementIds: makePgArray(save.elements.map(idOf).filter((id) => id !== null)),
    hasFiles: Object.keys(save.files).length > 0,
  });
  if (!row) throw notFound(input.attemptId);
  const { earlier, texts, askedTurns, drawing, known, pictures, storedBytes, ...attempt } = row;
  return {
    attempt,
    earlier: earlier === null ? null : saveOutcomeSchema.parse(earlier),
    texts,
    askedTurns: askedTurns ?? [],
    capacity: {
      drawing: drawing ?? { rows: 0, bytes: 0 },
      known,
      pictures: pictures ?? { ids: [], bytes: 0 },
    },
    storedBytes,
  };
}

/** Elements are checked later; here it is enough that what is kept can be found. */
function idOf(element: unknown): string | null {
  if (typeof element !== "object" || element === null || !("id" in element)) return null;
  return typeof element.id === "string" ? toStorableText(element.id) : null;
}
