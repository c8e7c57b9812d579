import { eq, sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { answers, sceneElements } from "../db/tables/attempts";
import { worksheets } from "../db/tables/aids";
import { attemptReplies } from "../db/tables/turns";
import type { TextId } from "#domain/attempts/answer.schema";
import { isSameCheckpoint, takeCheckpoint } from "#domain/attempts/checkpoint.schema";
import type { Checkpoint, HeldWork } from "#domain/attempts/checkpoint.schema";
import { MAX_READ_BYTES } from "./work-sql";

type HeldText = { id: TextId; text: string; revision: number };

/**
 * Compares what a page believes with what is stored. Of a drawing too large to be read at once no page
 * knows the whole, so that there is nothing to compare.
 * @returns null when both are the same, else all that is stored
 */
export async function compareCheckpoint(
  db: DbOrTx,
  attemptId: string,
  checkpoint: Checkpoint,
): Promise<HeldWork | null> {
  const texts = await listTexts(db, attemptId);
  const stamps = await db
    .select({
      id: sceneElements.elementId,
      version: sceneElements.version,
      versionNonce: sceneElements.versionNonce,
      bytes: sql<number>`${sceneElements.bytes}`,
    })
    .from(sceneElements)
    .where(eq(sceneElements.attemptId, attemptId));
  if (stamps.reduce((sum, { bytes }) => sum + bytes, 0) > MAX_READ_BYTES) return null;
  const byId = Object.fromEntries(texts.map(({ id, text }) => [id, text]));
  if (isSameCheckpoint(checkpoint, takeCheckpoint(byId, stamps))) return null;
  const rows = await db
    .select({ element: sceneElements.element })
    .from(sceneElements)
    .where(eq(sceneElements.attemptId, attemptId));
  return {
    texts: Object.fromEntries(texts.map(({ id, text, revision }) => [id, { text, revision }])),
    elements: rows.map(({ element }) => element),
  };
}

async function listTexts(db: DbOrTx, attemptId: string): Promise<HeldText[]> {
  const sections = db
    .select({
      id: sql<TextId>`${answers.section}::text`,
      text: answers.text,
      revision: answers.revision,
    })
    .from(answers)
    .where(eq(answers.attemptId, attemptId));
  const sheet = db
    .select({ id: sql<TextId>`'worksheet'`, text: worksheets.text, revision: worksheets.revision })
    .from(worksheets)
    .where(eq(worksheets.attemptId, attemptId));
  const replies = db
    .select({
      id: sql<TextId>`'reply_' || ${attemptReplies.seq}`,
      text: attemptReplies.text,
      revision: attemptReplies.revision,
    })
    .from(attemptReplies)
    .where(eq(attemptReplies.attemptId, attemptId));
  return [...(await sections), ...(await sheet), ...(await replies)];
}
