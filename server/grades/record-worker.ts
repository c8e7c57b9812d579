import { lt, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { workers } from "../db/tables/workers";

/**
 * Says that this worker is there, and forgets those that have been silent for long. The last one to die
 * leaves its row: that is how long there has been none.
 */
export async function recordWorker(db: Db, id: string): Promise<void> {
  const seenAt = sql`now()`;
  await db
    .insert(workers)
    .values({ id, seenAt })
    .onConflictDoUpdate({ target: workers.id, set: { seenAt } });
  await db.delete(workers).where(lt(workers.seenAt, sql`now() - interval '2 minutes'`));
}
