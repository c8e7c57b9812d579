import { eq, sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { answers } from "../db/tables/attempts";
import type { SectionId } from "../problems/scale";
import type { Save, SaveReply, TextChange } from "./save.schema";

type Stored = { text: string; revision: number; clientId: string };
export type SavedTexts = Pick<SaveReply, "revisions" | "resend" | "conflicts">;

/**
 * Applies changed sections to the stored texts. A change based on an older revision is taken when
 * the same tab wrote that revision; otherwise it is a conflict: the stored text stands, and the
 * caller keeps the other one as a revision.
 */
export async function saveTexts(
  tx: DbOrTx,
  attemptId: string,
  save: Pick<Save, "clientId" | "texts">,
): Promise<SavedTexts> {
  const result: SavedTexts = { revisions: {}, resend: [], conflicts: [] };
  const changes = Object.entries(save.texts) as [SectionId, TextChange][];
  if (changes.length === 0) return result;
  const stored = await getStored(tx, attemptId);
  for (const [section, change] of changes) {
    const current = stored.get(section) ?? { text: "", revision: 0, clientId: save.clientId };
    const text = applyChange(current, change);
    if (text === null) {
      result.resend.push(section);
    } else if (text === current.text) {
      result.revisions[section] = current.revision;
    } else if (change.baseRevision < current.revision && current.clientId !== save.clientId) {
      result.conflicts.push({ section, text: current.text, revision: current.revision });
    } else {
      const revision = current.revision + 1;
      await upsertAnswer(tx, { attemptId, section, text, revision, clientId: save.clientId });
      result.revisions[section] = revision;
    }
  }
  return result;
}

/** The text after a change; null when a splice was made for another base than the stored text. */
function applyChange(current: Stored, change: TextChange): string | null {
  if (change.kind === "whole") return change.text;
  if (change.baseRevision !== current.revision) return null;
  const { start, deleteCount, insert, length } = change;
  if (start + deleteCount > current.text.length) return null;
  const text = current.text.slice(0, start) + insert + current.text.slice(start + deleteCount);
  return text.length === length ? text : null;
}

async function getStored(tx: DbOrTx, attemptId: string): Promise<Map<SectionId, Stored>> {
  const rows = await tx
    .select({
      section: answers.section,
      text: answers.text,
      revision: answers.revision,
      clientId: answers.clientId,
    })
    .from(answers)
    .where(eq(answers.attemptId, attemptId));
  return new Map(rows.map(({ section, ...rest }) => [section, rest]));
}

async function upsertAnswer(
  tx: DbOrTx,
  row: { attemptId: string; section: SectionId; text: string; revision: number; clientId: string },
): Promise<void> {
  await tx
    .insert(answers)
    .values(row)
    .onConflictDoUpdate({
      target: [answers.attemptId, answers.section],
      set: {
        text: row.text,
        revision: row.revision,
        clientId: row.clientId,
        updatedAt: sql`now()`,
      },
    });
}
