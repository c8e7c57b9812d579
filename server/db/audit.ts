import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { DbOrTx } from "./client";

export type AuditEntry = {
  /** Null when the system itself acts. */
  actorId: string | null;
  /** Noun and verb: `attempt.submit`. */
  action: string;
  subjectId: string;
  /** Plain facts; never answers, drawings or secrets. */
  detail: Record<string, string | number | boolean | null>;
};

/** Appends to the audit log; inside a transaction it stands or falls with it. */
export async function writeAudit(db: DbOrTx, entry: AuditEntry): Promise<void> {
  await db.execute(insertAudit(entry, sql``));
}

/** The statement of `writeAudit`, to be part of a larger one: once for each row of `from`. */
export function insertAudit(entry: AuditEntry, from: SQL): SQL {
  return sql`insert into audit_log (actor_id, action, subject_id, detail)
    select ${entry.actorId}::uuid, ${entry.action}, ${entry.subjectId},
      ${JSON.stringify(entry.detail)}::jsonb ${from}`;
}
