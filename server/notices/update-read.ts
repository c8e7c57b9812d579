import { and, eq, isNull, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { notices } from "../db/tables/notices";
import { announceNotices } from "../jobs/progress";

/** Marks all of a person's notices as read; without an unread one nothing happens. */
export async function updateAllRead(db: Db, userId: string): Promise<void> {
  await db.transaction(async (tx) => {
    const read = await tx
      .update(notices)
      .set({ readAt: sql`now()` })
      .where(and(eq(notices.userId, userId), isNull(notices.readAt)))
      .returning({ id: notices.id });
    if (read.length > 0) await announceNotices(tx, userId);
  });
}
