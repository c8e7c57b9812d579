import { eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { attempts } from "../db/tables/attempts";

/**
 * Deletes all attempts of a person, with what hangs on them: work, grades, reviews.
 * @returns how many there were
 */
export async function deleteAttempts(tx: DbOrTx, userId: string): Promise<number> {
  const gone = await tx
    .delete(attempts)
    .where(eq(attempts.userId, userId))
    .returning({ id: attempts.id });
  return gone.length;
}
