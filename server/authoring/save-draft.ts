import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { drafts } from "../db/tables/authoring";
import { draftIsClosed, noSuchDraft } from "./draft-refusals";
import type { DraftTexts, SaveDraft } from "#domain/authoring/draft.schema";

export type SavedDraft =
  | { status: "saved"; revision: number }
  /** Somebody saved in between: nothing was written, and this is what stands. */
  | { status: "conflict"; revision: number; savedBy: string; texts: DraftTexts };

/**
 * Saves a draft's four files, if it still stands at the revision that the author began from. A save
 * that changes nothing keeps the revision, so that a dry run of it stays good.
 *
 * @throws AppError `not_found`; `gone` when it was published or discarded
 */
export async function saveDraft(
  db: Db,
  ask: { draftId: string; userId: string; save: SaveDraft },
): Promise<SavedDraft> {
  const { revision, ...texts } = ask.save;
  const columns = {
    problemText: texts.problem,
    solutionText: texts.solution,
    solutionScene: texts.scene,
    rubricText: texts.rubric,
  };
  const isSame = sql`(${drafts.problemText} = ${texts.problem} and ${drafts.solutionText} = ${texts.solution} and ${drafts.solutionScene} = ${texts.scene} and ${drafts.rubricText} = ${texts.rubric})`;
  const [saved] = await db
    .update(drafts)
    .set({
      ...columns,
      revision: sql`${drafts.revision} + case when ${isSame} then 0 else 1 end`,
      updatedBy: ask.userId,
      updatedAt: new Date(),
    })
    .where(
      and(
        eq(drafts.id, ask.draftId),
        eq(drafts.revision, revision),
        isNull(drafts.publishedAt),
        isNull(drafts.discardedAt),
      ),
    )
    .returning({ revision: drafts.revision });
  if (saved) return { status: "saved", revision: saved.revision };
  const [standing] = await db
    .select({ draft: drafts, savedBy: users.name })
    .from(drafts)
    .innerJoin(users, eq(users.id, drafts.updatedBy))
    .where(eq(drafts.id, ask.draftId));
  if (!standing) throw noSuchDraft(ask.draftId);
  const { draft, savedBy } = standing;
  if (draft.publishedAt || draft.discardedAt) throw draftIsClosed(ask.draftId);
  return { status: "conflict", revision: draft.revision, savedBy, texts: textsOfDraft(draft) };
}

/** The files of a draft's row. */
export function textsOfDraft(row: typeof drafts.$inferSelect): DraftTexts {
  return {
    problem: row.problemText,
    solution: row.solutionText,
    scene: row.solutionScene,
    rubric: row.rubricText,
  };
}
