import { and, desc, eq, sql } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { revisions } from "../db/tables/attempts";
import type { TextId } from "#domain/attempts/answer.schema";
import type { BeforeSave } from "./read-for-save";
import { applyChange } from "./save-texts";
import type { Save, TextChange } from "#domain/attempts/save.schema";

export type LateTexts = Partial<Record<TextId, Extract<TextChange, { kind: "whole" }>>>;

/**
 * The texts of a save that came late, each whole, so that it can be read by itself. A splice is
 * measured against what the same page sent late before, else against what was handed in.
 * @returns the texts, and the sections that have to be sent whole
 */
export async function resolveLate(
  db: DbOrTx,
  before: Pick<BeforeSave, "attempt" | "texts">,
  save: Pick<Save, "clientId" | "texts">,
): Promise<{ texts: LateTexts; resend: TextId[] }> {
  const texts: LateTexts = {};
  const resend: TextId[] = [];
  for (const [section, change] of Object.entries(save.texts) as [TextId, TextChange][]) {
    const text = change.kind === "whole" ? change.text : await splice(section, change);
    if (text === null) resend.push(section);
    else texts[section] = { kind: "whole", baseRevision: change.baseRevision, text };
  }
  return { texts, resend };

  async function splice(section: TextId, change: TextChange): Promise<string | null> {
    const stored = before.texts.find((text) => text.section === section);
    const late = await getLastLate(db, before.attempt.id, save.clientId, section);
    if (late === null) return applyChange(stored ?? { text: "", revision: 0 }, change);
    // Its revision did not move: nothing of the attempt was changed by it.
    return applyChange({ text: late, revision: change.baseRevision }, change);
  }
}

async function getLastLate(
  db: DbOrTx,
  attemptId: string,
  clientId: string,
  section: TextId,
): Promise<string | null> {
  const text = sql<string | null>`${revisions.payload} -> 'texts' -> ${section}::text ->> 'text'`;
  const [row] = await db
    .select({ text })
    .from(revisions)
    .where(
      and(
        eq(revisions.attemptId, attemptId),
        eq(revisions.clientId, clientId),
        eq(revisions.kind, "late"),
        sql`${text} is not null`,
      ),
    )
    .orderBy(desc(revisions.seq))
    .limit(1);
  return row?.text ?? null;
}
