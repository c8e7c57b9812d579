import { and, eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { attempts } from "../db/tables/attempts";

/** The id of a person's taster whose clock runs; null where none does. */
export async function getOpenTaster(db: DbOrTx, userId: string): Promise<string | null> {
  const [open] = await db
    .select({ id: attempts.id })
    .from(attempts)
    .where(
      and(
        eq(attempts.userId, userId),
        eq(attempts.kind, "drill"),
        eq(attempts.isPractice, true),
        eq(attempts.status, "in_progress"),
      ),
    );
  return open?.id ?? null;
}
