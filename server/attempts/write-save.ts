import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { makePgArray } from "drizzle-orm/pg-core";
import type { DbOrTx } from "../db/client";
import type { SceneElement, SceneFile } from "../diagram/scene.schema";
import type { SaveOutcome } from "./save.schema";
import type { StoredText } from "./save-texts";

/** A save as it is kept for good: its name, what came in, and what was answered. */
export type Revision = {
  attemptId: string;
  clientId: string;
  seq: number;
  kind: "save" | "conflict" | "late";
  payload: Record<string, unknown>;
  reply: SaveOutcome;
};

/** What a save changes in the stored work. */
export type Changes = {
  texts: readonly StoredText[];
  elements: readonly SceneElement[];
  files: readonly SceneFile[];
};

/**
 * Stores a save in one statement: all of it or nothing, and durable once this resolves. Elements
 * merge by Excalidraw's own rule: the higher version wins, on a tie the lower nonce. Whatever order
 * saves arrive in, the result is the same.
 * @param basedOn the attempt's revision that the changes were worked out from
 * @returns false, with nothing stored, when the attempt is at another revision now or handed in
 */
export async function writeSave(
  db: DbOrTx,
  revision: Revision,
  changes: Changes,
  basedOn: number,
): Promise<boolean> {
  const texts = changes.texts.filter(({ section }) => section !== "worksheet");
  const sheets = changes.texts.filter(({ section }) => section === "worksheet");
  const stored = await db.execute(sql`with held as (
      update attempts set revision = revision + 1
      where id = ${revision.attemptId} and revision = ${basedOn} and status = 'in_progress'
      returning id
    ), written_texts as (
      insert into answers (attempt_id, section, text, revision, client_id)
      select held.id, new.section::section, new.text, new.revision, ${revision.clientId}
      from held, unnest(${makePgArray(texts.map(({ section }) => section))}::text[],
        ${makePgArray(texts.map(({ text }) => text))}::text[],
        ${makePgArray(texts.map(({ revision }) => revision))}::int[]) as new (section, text, revision)
      on conflict (attempt_id, section) do update set text = excluded.text,
        revision = excluded.revision, client_id = excluded.client_id, updated_at = now()
    ), written_sheet as (
      insert into worksheets (attempt_id, text, revision, client_id)
      select held.id, new.text, new.revision, ${revision.clientId}
      from held, unnest(${makePgArray(sheets.map(({ text }) => text))}::text[],
        ${makePgArray(sheets.map(({ revision }) => revision))}::int[]) as new (text, revision)
      on conflict (attempt_id) do update set text = excluded.text,
        revision = excluded.revision, client_id = excluded.client_id, updated_at = now()
    ), written_elements as (
      insert into scene_elements (attempt_id, element_id, version, version_nonce, element)
      select held.id, new ->> 'id', (new ->> 'version')::int, (new ->> 'versionNonce')::bigint, new
      from held, jsonb_array_elements(${JSON.stringify(changes.elements)}::jsonb) as new
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
    ${insertRevision(revision, sql`from held`)} returning id`);
  return stored.length > 0;
}

/** Keeps a save that changes nothing. @returns false when one of this name is there already */
export async function keepRevision(db: DbOrTx, revision: Revision): Promise<boolean> {
  const kept = await db.execute(
    sql`${insertRevision(revision, sql``)} on conflict do nothing returning id`,
  );
  return kept.length > 0;
}

function insertRevision(revision: Revision, from: SQL): SQL {
  return sql`insert into revisions (attempt_id, client_id, seq, kind, payload, reply)
    select ${revision.attemptId}::uuid, ${revision.clientId}, ${revision.seq}::int,
      ${revision.kind}::revision_kind, ${JSON.stringify(revision.payload)}::jsonb,
      ${JSON.stringify(revision.reply)}::jsonb ${from}`;
}
