import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";

/**
 * What a person has stored, in bytes: three sums that each of their attempts carries, so that no
 * answer, drawing or save is looked at. A float, as JSON has it.
 */
export function storedBytesOf(userId: SQL): SQL<number> {
  return sql<number>`(select coalesce(sum(work_bytes + history_bytes + kept_bytes), 0)::float8
    from attempts where user_id = ${userId})`;
}
