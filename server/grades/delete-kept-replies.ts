import { eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { keptReplies } from "../db/tables/model-turns";

/**
 * Lets go of the replies that were kept of a grading, dry run or check: it has ended, or is to be asked
 * afresh. Its bills stay.
 */
export async function deleteKeptReplies(db: DbOrTx, workId: string): Promise<void> {
  await db.delete(keptReplies).where(eq(keptReplies.workId, workId));
}
