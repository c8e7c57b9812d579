import { and, eq, isNull } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { drafts } from "../db/tables/authoring";
import { draftIsClosed } from "./draft-refusals";

/**
 * Puts an open draft away. Its row stays, for the audit log's sake.
 * @throws AppError `gone` when it was published or discarded before
 */
export async function discardDraft(
  db: Db,
  ask: { draftId: string; userId: string },
): Promise<{ slug: string }> {
  return db.transaction(async (tx) => {
    const [row] = await tx
      .update(drafts)
      .set({ discardedAt: new Date(), updatedBy: ask.userId })
      .where(
        and(eq(drafts.id, ask.draftId), isNull(drafts.publishedAt), isNull(drafts.discardedAt)),
      )
      .returning({ slug: drafts.slug });
    if (!row) throw draftIsClosed(ask.draftId);
    await writeAudit(tx, {
      actorId: ask.userId,
      action: "draft.discard",
      subjectId: ask.draftId,
      detail: { slug: row.slug },
    });
    return row;
  });
}
