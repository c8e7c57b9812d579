import { eq } from "drizzle-orm";
import type { Db } from "../db/client";
import { ownTracks } from "../db/tables/practice";

/** Drops the track that a person follows. What was ticked off is kept, should they pick it again. */
export async function deleteOwnTrack(db: Db, userId: string): Promise<void> {
  await db.delete(ownTracks).where(eq(ownTracks.userId, userId));
}
