import { and, eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { notices } from "../db/tables/notices";
import { announceNotices } from "../jobs/progress";

/** Takes back that a review was signed, which is no longer so. */
export async function deleteSignedNotice(tx: DbOrTx, attemptId: string): Promise<void> {
  const gone = await tx
    .delete(notices)
    .where(and(eq(notices.attemptId, attemptId), eq(notices.kind, "signed")))
    .returning({ userId: notices.userId });
  for (const { userId } of gone) await announceNotices(tx, userId);
}
