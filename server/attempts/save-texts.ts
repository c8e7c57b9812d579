import { eq, sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { worksheets } from "../db/tables/aids";
import { answers } from "../db/tables/attempts";
import { AppError } from "../errors";
import type { TextId } from "./answer.schema";
import type { Save, SaveReply, TextChange } from "./save.schema";
import { parseWorksheet } from "./worksheet/worksheet.schema";

type Stored = { text: string; revision: number; clientId: string };
export type SavedTexts = Pick<SaveReply, "revisions" | "resend" | "conflicts">;

/**
 * Applies changed sections, and the worksheet, to the stored texts. A change based on an older revision is taken when
 * the same tab wrote that revision; otherwise it is a conflict: the stored text stands, and the
 * caller keeps the other one as a revision.
 * @throws AppError `bad_request` for a worksheet that is none
 */
export async function saveTexts(
  tx: DbOrTx,
  attemptId: string,
  save: Pick<Save, "clientId" | "texts">,
): Promise<SavedTexts> {
  const result: SavedTexts = { revisions: {}, resend: [], conflicts: [] };
  const changes = Object.entries(save.texts) as [TextId, TextChange][];
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
      if (section === "worksheet") requireWorksheet(text);
      const revision = current.revision + 1;
      await upsertText(tx, { attemptId, section, text, revision, clientId: save.clientId });
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

async function getStored(tx: DbOrTx, attemptId: string): Promise<Map<TextId, Stored>> {
  const [rows, [sheet]] = await Promise.all([
    tx
      .select({
        section: answers.section,
        text: answers.text,
        revision: answers.revision,
        clientId: answers.clientId,
      })
      .from(answers)
      .where(eq(answers.attemptId, attemptId)),
    tx
      .select({
        text: worksheets.text,
        revision: worksheets.revision,
        clientId: worksheets.clientId,
      })
      .from(worksheets)
      .where(eq(worksheets.attemptId, attemptId)),
  ]);
  const stored = new Map<TextId, Stored>(rows.map(({ section, ...rest }) => [section, rest]));
  return sheet ? stored.set("worksheet", sheet) : stored;
}

/** Whole after the change, however it was sent: what can't be read could not be judged either. */
function requireWorksheet(text: string): void {
  if (parseWorksheet(text) !== null) return;
  throw new AppError("bad_request", {
    message: "the worksheet does not fit its schema",
    userMessage: "The worksheet could not be saved: it holds something that it has no cell for.",
  });
}

async function upsertText(
  tx: DbOrTx,
  row: { attemptId: string; section: TextId; text: string; revision: number; clientId: string },
): Promise<void> {
  const { section, ...rest } = row;
  const { text, revision, clientId } = row;
  const set = { text, revision, clientId, updatedAt: sql`now()` };
  if (section === "worksheet") {
    await tx
      .insert(worksheets)
      .values(rest)
      .onConflictDoUpdate({ target: worksheets.attemptId, set });
    return;
  }
  await tx
    .insert(answers)
    .values({ ...rest, section })
    .onConflictDoUpdate({ target: [answers.attemptId, answers.section], set });
}
