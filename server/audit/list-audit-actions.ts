import { sql } from "drizzle-orm";
import type { Db } from "../db/client";

/**
 * The actions that occur in the log, by name. Hops from one to the next along the index: there are
 * few of them, and the log is long.
 */
export async function listAuditActions(db: Db): Promise<string[]> {
  const rows = await db.execute<{ action: string }>(sql`
    with recursive hop as (
      (select action from audit_log order by action limit 1)
      union all
      select (select next.action from audit_log next where next.action > hop.action
              order by next.action limit 1)
      from hop where hop.action is not null
    )
    select action from hop where action is not null`);
  return rows.map(({ action }) => action);
}
