import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { DbOrTx } from "./client";
import { auditLog } from "./tables/audit";

/** Rows of one insert: Postgres takes 65,535 parameters. */
const MAX_ENTRIES = 5_000;

export type AuditEntry = {
  /** Null when the system itself acts. */
  actorId: string | null;
  /** Noun and verb: `attempt.submit`. */
  action: string;
  subjectId: string;
  /** Plain facts; never answers, drawings, secrets or anybody's e-mail address: what is here stays. */
  detail: Record<string, string | number | boolean | null>;
};

/** Appends to the audit log; inside a transaction it stands or falls with it. */
export async function writeAudit(db: DbOrTx, entry: AuditEntry): Promise<void> {
  await db.execute(insertAudit(entry, sql``));
}

/** As `writeAudit`. @returns the entry's id, for a notice of it */
export async function writeAuditWithId(db: DbOrTx, entry: AuditEntry): Promise<string> {
  const [row] = await db.execute<{ id: string }>(
    sql`${insertAudit(entry, sql``)} returning id::text`,
  );
  if (!row) throw new Error("no entry was written");
  return row.id;
}

/** As `writeAudit`, for many entries at once. */
export async function writeAudits(db: DbOrTx, entries: readonly AuditEntry[]): Promise<void> {
  for (let start = 0; start < entries.length; start += MAX_ENTRIES) {
    await db.insert(auditLog).values(entries.slice(start, start + MAX_ENTRIES));
  }
}

/** The statement of `writeAudit`, to be part of a larger one: once for each row of `from`. */
export function insertAudit(entry: AuditEntry, from: SQL): SQL {
  return sql`insert into audit_log (actor_id, action, subject_id, detail)
    select ${entry.actorId}::uuid, ${entry.action}, ${entry.subjectId},
      ${JSON.stringify(entry.detail)}::jsonb ${from}`;
}
