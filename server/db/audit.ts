import type { DbOrTx } from "./client";
import { auditLog } from "./tables/audit";

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
  await insertAudit(db, entry);
}

/** The statement of `writeAudit`, to be part of a larger one. */
export function insertAudit(db: DbOrTx, entry: AuditEntry) {
  return db.insert(auditLog).values(entry);
}
