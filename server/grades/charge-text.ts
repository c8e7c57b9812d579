import { sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";
import { held } from "./record-failure";
import type { Lease } from "./take-grading";

/**
 * Runs a piece of text work of a grading under suspicion. It is counted as a text failure before it
 * begins and the count is taken back when it ends: if the process dies meanwhile, it stands.
 * @param isOwnDoing whether an error is the text's own, so that the count stands
 */
export async function chargeText<T>(
  db: Db,
  lease: Lease,
  isOwnDoing: (error: unknown) => boolean,
  run: () => Promise<T>,
): Promise<T> {
  await count(db, lease, 1);
  try {
    const result = await run();
    await count(db, lease, -1);
    return result;
  } catch (error) {
    if (!isOwnDoing(error)) await count(db, lease, -1);
    throw error;
  }
}

async function count(db: Db, lease: Lease, by: 1 | -1): Promise<void> {
  await db
    .update(grades)
    .set({ textFailures: sql`${grades.textFailures} + ${by}` })
    .where(held(lease));
}
