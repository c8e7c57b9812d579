import { eq } from "drizzle-orm";
import type { Viewer } from "../accounts/sessions";
import { requireSubmittedAttempt } from "../attempts/visible-attempt";
import type { Db } from "../db/client";
import { problemVersions, versionTitle } from "../db/tables/content";
import { isAppError } from "../errors";
import { hasModelGrade, isUnderWay, listGradings } from "./list-gradings";

/** An attempt that a model may grade, by name. */
export type Estimated = {
  attemptId: string;
  title: string;
  isOwn: boolean;
  /** Nothing is under way, and what there is is an estimate or nothing. */
  canBeGraded: boolean;
};

/**
 * The attempt whose report somebody came from; null for whatever is no report of theirs.
 * @param who.attemptId as it stood in an address: it may be anything
 */
export async function getEstimated(
  db: Db,
  who: { attemptId: string; viewer: Viewer },
): Promise<Estimated | null> {
  try {
    const attempt = await requireSubmittedAttempt(db, who);
    const [gradings, [content]] = await Promise.all([
      listGradings(db, attempt.id),
      db
        .select({ title: versionTitle })
        .from(problemVersions)
        .where(eq(problemVersions.id, attempt.problemVersionId)),
    ]);
    if (!content) return null;
    return {
      attemptId: attempt.id,
      title: content.title,
      isOwn: attempt.userId === who.viewer.id,
      canBeGraded: !gradings.some(isUnderWay) && !hasModelGrade(gradings),
    };
  } catch (error) {
    if (isAppError(error)) return null;
    throw error;
  }
}
