import { AppError } from "../errors";
import { applySplice } from "#domain/text/splice";
import { toStorableText } from "#domain/text/storable.schema";
import { MAX_REPLY_CHARS, turnOfReply } from "#domain/attempts/answer.schema";
import type { TextId } from "#domain/attempts/answer.schema";
import type { Save, SaveReply, TextChange } from "#domain/attempts/save.schema";
import { parseWorksheet } from "#domain/worksheet/worksheet.schema";

/** One section, or the worksheet, as it is stored; `clientId` is the tab that wrote it last. */
export type StoredText = { section: TextId; text: string; revision: number; clientId: string };
export type SavedTexts = Pick<SaveReply, "revisions" | "resend" | "conflicts">;

/**
 * Applies changed sections, and the worksheet, to the stored texts. A change based on an older
 * revision is taken when the same tab wrote that revision; otherwise it is a conflict: the stored
 * text stands, and the caller keeps the other one as a revision.
 * @returns what to answer, and the texts to store
 * @throws AppError `bad_request` for a worksheet that is none, or a reply that is too long
 */
export function applyTexts(
  stored: readonly StoredText[],
  save: Pick<Save, "clientId" | "texts">,
): { result: SavedTexts; written: StoredText[] } {
  const { clientId } = save;
  const result: SavedTexts = { revisions: {}, resend: [], conflicts: [] };
  const written: StoredText[] = [];
  const bySection = new Map(stored.map((text) => [text.section, text]));
  for (const [section, change] of Object.entries(save.texts) as [TextId, TextChange][]) {
    const current = bySection.get(section) ?? { section, text: "", revision: 0, clientId };
    const text = applyChange(current, change);
    if (text === null) {
      result.resend.push(section);
    } else if (text === current.text) {
      result.revisions[section] = current.revision;
    } else if (change.baseRevision < current.revision && current.clientId !== clientId) {
      result.conflicts.push({ section, text: current.text, revision: current.revision });
    } else {
      if (section === "worksheet") requireWorksheet(text);
      if (turnOfReply(section) !== null) requireReplyLength(text);
      const revision = current.revision + 1;
      written.push({ section, text, revision, clientId });
      result.revisions[section] = revision;
    }
  }
  return { result, written };
}

/** By how many bytes the written texts are longer than those they replace. */
export function measureGrowth(
  stored: readonly StoredText[],
  written: readonly StoredText[],
): number {
  const before = new Map(stored.map(({ section, text }) => [section, Buffer.byteLength(text)]));
  return written.reduce(
    (sum, { section, text }) => sum + Buffer.byteLength(text) - (before.get(section) ?? 0),
    0,
  );
}

/** The text after a change; null when a splice was made for another base than the stored text. */
export function applyChange(
  current: Pick<StoredText, "text" | "revision">,
  change: TextChange,
): string | null {
  if (change.kind === "whole") return change.text;
  if (change.baseRevision !== current.revision) return null;
  const text = applySplice(current.text, change);
  // Its ends may lie inside an emoji.
  return text === null ? null : toStorableText(text);
}

/** Whole after the change, however it was sent: what can't be read could not be judged either. */
function requireWorksheet(text: string): void {
  if (parseWorksheet(text) !== null) return;
  throw new AppError("bad_request", {
    message: "the worksheet does not fit its schema",
    userMessage: "The worksheet could not be saved: it contains something that has no cell.",
  });
}

function requireReplyLength(text: string): void {
  if (text.length <= MAX_REPLY_CHARS) return;
  throw new AppError("bad_request", {
    message: `a reply of ${text.length} characters`,
    userMessage: `A reply to the interviewer can have at most ${MAX_REPLY_CHARS} characters.`,
  });
}
