import { and, eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { notices } from "../db/tables/notices";
import { announceNotices } from "../jobs/progress";

/** Takes back what was told to an admin, from somebody who is none any more. */
export async function deleteAdminNotices(tx: DbOrTx, userId: string): Promise<void> {
  const gone = await tx
    .delete(notices)
    .where(and(eq(notices.userId, userId), eq(notices.kind, "admin_link")))
    .returning({ id: notices.id });
  if (gone.length > 0) await announceNotices(tx, userId);
}
