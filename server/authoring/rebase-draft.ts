import { eq } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { drafts } from "../db/tables/authoring";
import { draftIsClosed, noSuchDraft } from "./draft-refusals";
import { findNewestVersions } from "./newest-versions";

/**
 * Bases a draft on the newest published versions: its author has seen what came in between and
 * stands by the draft. Its texts stay; it counts as a save, so it has to be tried anew.
 *
 * @throws AppError `not_found`; `gone`
 */
export async function rebaseDraft(
  db: Db,
  ask: { draftId: string; userId: string },
): Promise<{ revision: number }> {
  return db.transaction(async (tx) => {
    const [draft] = await tx.select().from(drafts).where(eq(drafts.id, ask.draftId)).for("update");
    if (!draft) throw noSuchDraft(ask.draftId);
    if (draft.publishedAt || draft.discardedAt) throw draftIsClosed(draft.id);
    if (draft.problemId === null) return { revision: draft.revision };
    const newest = await findNewestVersions(tx, draft.problemId);
    const revision = draft.revision + 1;
    await tx
      .update(drafts)
      .set({
        baseProblemVersionId: newest.problem?.id ?? null,
        baseRubricVersionId: newest.rubric?.id ?? null,
        revision,
        updatedBy: ask.userId,
        updatedAt: new Date(),
      })
      .where(eq(drafts.id, draft.id));
    await writeAudit(tx, {
      actorId: ask.userId,
      action: "draft.rebase",
      subjectId: draft.id,
      detail: { slug: draft.slug, revision },
    });
    return { revision };
  });
}
