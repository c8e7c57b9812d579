import { and, eq, lt, not, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { demoPeople } from "../db/tables/accounts";
import { hasWork } from "./demo-people";
import { erasePerson } from "./erase-person";

/** Days without a visit after which a demo person without work is deleted. */
const DEMO_IDLE_DAYS = 7;
/** People in one look; the next look takes the rest. */
const BATCH = 50;

/**
 * Deletes demo people who have no work and whose browser hasn't come back for a week. Demo reviewers
 * and admins, and the one demo candidate that everybody shared before, are not among them.
 * @returns how many went
 */
export async function pruneDemoPeople(db: Db): Promise<number> {
  const isIdle = and(
    lt(demoPeople.seenAt, sql`now() - ${DEMO_IDLE_DAYS}::int * interval '1 day'`),
    not(hasWork),
  );
  const idle = await db
    .select({ userId: demoPeople.userId })
    .from(demoPeople)
    .where(isIdle)
    .limit(BATCH);
  let pruned = 0;
  for (const { userId } of idle) {
    pruned += await db.transaction(async (tx) => {
      // Looked at again under the lock: the browser may have come back just now.
      const [still] = await tx
        .select({ userId: demoPeople.userId })
        .from(demoPeople)
        .where(and(eq(demoPeople.userId, userId), isIdle))
        .for("update");
      if (!still) return 0;
      await erasePerson(tx, userId);
      return 1;
    });
  }
  return pruned;
}
