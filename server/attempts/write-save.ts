import { sql } from "drizzle-orm";
import { makePgArray } from "drizzle-orm/pg-core";
import type { DbOrTx } from "../db/client";
import { turnOfReply } from "#domain/attempts/answer.schema";
import type { TextId } from "#domain/attempts/answer.schema";
import type { SceneFile } from "#domain/diagram/scene.schema";
import type { OwnAttempt } from "./own-attempt";
import type { StoredText } from "./save-texts";
import type { StoredRevision } from "./stored-revision";

/** What a save changes in the stored work; elements as JSON. What comes late changes nothing. */
export type Changes = {
  texts: readonly StoredText[];
  elements: readonly string[];
  files: readonly SceneFile[];
  /** By which the work grows; below 0 when it gets smaller. */
  grownBytes: number;
};
export const NO_CHANGES: Changes = { texts: [], elements: [], files: [], grownBytes: 0 };

/**
 * Stores a save in one statement: all of it or nothing, and durable once this resolves. Elements
 * merge by Excalidraw's own rule: the higher version wins, on a tie the lower nonce. Whatever order
 * saves arrive in, the result is the same; of two contents under one stamp the first stays.
 * @param basedOn the attempt as it was when the changes were worked out
 * @returns false, with nothing stored, when another save or the submit came in between
 */
export async function writeSave(
  db: DbOrTx,
  revision: StoredRevision,
  changes: Changes,
  basedOn: Pick<OwnAttempt, "revision" | "status">,
): Promise<boolean> {
  const texts = toLists(changes.texts.filter(({ section }) => isSection(section)));
  const sheets = toLists(changes.texts.filter(({ section }) => section === "worksheet"));
  const replies = toLists(changes.texts.filter(({ section }) => turnOfReply(section) !== null));
  const isHistory = revision.kind === "save";
  const stored = await db.execute(sql`with held as (
      update attempts set revision = revision + 1,
        work_bytes = work_bytes + ${changes.grownBytes}::int,
        history_bytes = history_bytes + ${isHistory ? revision.bytes : 0}::int,
        kept_bytes = kept_bytes + ${isHistory ? 0 : revision.bytes}::int
      where id = ${revision.attemptId} and revision = ${basedOn.revision}
        and status = ${basedOn.status}::attempt_status
      returning id
    ), written_texts as (
      insert into answers (attempt_id, section, text, revision, client_id)
      select held.id, new.section::section, new.text, new.revision, ${revision.clientId}
      from held, unnest(${texts.sections}::text[], ${texts.texts}::text[],
        ${texts.revisions}::int[]) as new (section, text, revision)
      on conflict (attempt_id, section) do update set text = excluded.text,
        revision = excluded.revision, client_id = excluded.client_id, updated_at = now()
    ), written_sheet as (
      insert into worksheets (attempt_id, text, revision, client_id)
      select held.id, new.text, new.revision, ${revision.clientId}
      from held, unnest(${sheets.texts}::text[], ${sheets.revisions}::int[]) as new (text, revision)
      on conflict (attempt_id) do update set text = excluded.text,
        revision = excluded.revision, client_id = excluded.client_id, updated_at = now()
    ), written_replies as (
      insert into attempt_replies (attempt_id, seq, text, revision, client_id)
      select held.id, substr(new.section, 7)::int, new.text, new.revision, ${revision.clientId}
      from held, unnest(${replies.sections}::text[], ${replies.texts}::text[],
        ${replies.revisions}::int[]) as new (section, text, revision)
      on conflict (attempt_id, seq) do update set text = excluded.text,
        revision = excluded.revision, client_id = excluded.client_id, updated_at = now()
    ), written_elements as (
      insert into scene_elements (attempt_id, element_id, version, version_nonce, element)
      select held.id, new ->> 'id', (new ->> 'version')::int, (new ->> 'versionNonce')::bigint, new
      from held, jsonb_array_elements(${`[${changes.elements.join(",")}]`}::jsonb) as new
      on conflict (attempt_id, element_id) do update set version = excluded.version,
        version_nonce = excluded.version_nonce, element = excluded.element
      where excluded.version > scene_elements.version
        or (excluded.version = scene_elements.version
          and excluded.version_nonce < scene_elements.version_nonce)
    ), written_files as (
      insert into scene_files (attempt_id, file_id, file)
      select held.id, new ->> 'id', new
      from held, jsonb_array_elements(${JSON.stringify(changes.files)}::jsonb) as new
      on conflict do nothing
    )
    insert into revisions (attempt_id, client_id, seq, kind, payload, reply, bytes)
    select held.id, ${revision.clientId}, ${revision.seq}::int, ${revision.kind}::revision_kind,
      ${revision.payload}::jsonb, ${revision.reply}::jsonb, ${revision.bytes}::int
    from held returning id`);
  return stored.length > 0;
}

function isSection(id: TextId): boolean {
  return id !== "worksheet" && turnOfReply(id) === null;
}

/** Columns of their own, as the statement takes them. */
function toLists(texts: readonly StoredText[]) {
  return {
    sections: makePgArray(texts.map(({ section }) => section)),
    texts: makePgArray(texts.map(({ text }) => text)),
    revisions: makePgArray(texts.map(({ revision }) => revision)),
  };
}
