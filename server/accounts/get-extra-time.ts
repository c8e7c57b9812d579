import { eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";

/** How much more time a person gets, in percent of an attempt's length. */
export async function getExtraTime(db: DbOrTx, userId: string): Promise<number> {
  const [user] = await db
    .select({ percent: users.extraTimePercent })
    .from(users)
    .where(eq(users.id, userId));
  return user?.percent ?? 0;
}
