import { eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { drafts } from "../db/tables/authoring";
import { problems } from "../db/tables/content";
import { draftIsClosed, noSuchDraft } from "./draft-refusals";

type OpenDraft = { id: string; slug: string; problemId: string | null };

/**
 * Holds a draft, and its problem where there is one, until the transaction ends: nobody publishes
 * it meanwhile, and the content loader waits.
 *
 * @throws AppError `not_found`; `gone` when it was published or discarded
 */
export async function lockOpenDraft(tx: DbOrTx, draftId: string): Promise<OpenDraft> {
  const [draft] = await tx.select().from(drafts).where(eq(drafts.id, draftId)).for("update");
  if (!draft) throw noSuchDraft(draftId);
  if (draft.publishedAt || draft.discardedAt) throw draftIsClosed(draftId);
  const { id, slug, problemId } = draft;
  if (problemId !== null) {
    await tx.select().from(problems).where(eq(problems.id, problemId)).for("update");
  }
  return { id, slug, problemId };
}
