import { and, desc, eq, isNull, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { auditLog } from "../db/tables/audit";
import type { AuditFilter } from "#domain/audit/audit-filter.schema";
import { nameSubjects } from "./name-subjects";
import type { NamedSubject } from "./name-subjects";

/** One entry of the log. `at` is ISO 8601. */
export type AuditLine = {
  id: number;
  at: string;
  /** Null when the system itself acted. */
  actor: { id: string; name: string; email: string } | null;
  action: string;
  subjectId: string;
  detail: Record<string, string | number | boolean | null>;
};

export type AuditPage = {
  lines: AuditLine[];
  /** What the ids among the lines stand for, by id. */
  subjects: Record<string, NamedSubject>;
  /** `before` of the next page; null when there is none. */
  older: number | null;
};

const PAGE_LINES = 50;
const SYSTEM = "system";

/**
 * A page of the audit log, newest first, narrowed by the filter.
 * @param before id of the last entry of the page above; null for the newest page
 */
export async function listAudit(
  db: Db,
  filter: AuditFilter,
  before: number | null,
): Promise<AuditPage> {
  const rows = await db
    .select({
      id: auditLog.id,
      at: auditLog.at,
      actorId: auditLog.actorId,
      actorName: users.name,
      actorEmail: users.email,
      action: auditLog.action,
      subjectId: auditLog.subjectId,
      detail: auditLog.detail,
    })
    .from(auditLog)
    .leftJoin(users, eq(users.id, auditLog.actorId))
    .where(and(...toConditions(filter), before === null ? undefined : isOlderThan(before)))
    // As the index has it; without "nulls last" the whole log would be sorted.
    .orderBy(sql`${auditLog.at} desc nulls last`, desc(auditLog.id))
    .limit(PAGE_LINES + 1);
  const lines = rows
    .slice(0, PAGE_LINES)
    .map(({ actorId, actorName, actorEmail, at, ...row }) => ({
      ...row,
      at: at.toISOString(),
      actor:
        actorId === null ? null : { id: actorId, name: actorName ?? "", email: actorEmail ?? "" },
    }));
  return {
    lines,
    subjects: await nameSubjects(db, lines),
    older: rows.length > PAGE_LINES ? (lines.at(-1)?.id ?? null) : null,
  };
}

function toConditions({ actor, action, subject, from, to }: AuditFilter): (SQL | undefined)[] {
  return [
    toActorCondition(actor),
    action === "" ? undefined : eq(auditLog.action, action),
    subject === "" ? undefined : eq(auditLog.subjectId, subject),
    from === "" ? undefined : sql`${auditLog.at} >= ${from}::date::timestamp at time zone 'utc'`,
    to === "" ? undefined : sql`${auditLog.at} < (${to}::date + 1)::timestamp at time zone 'utc'`,
  ];
}

function toActorCondition(actor: string): SQL | undefined {
  if (actor === "") return undefined;
  if (actor.toLowerCase() === SYSTEM) return isNull(auditLog.actorId);
  const part = sql`lower(${actor})`;
  return sql`${auditLog.actorId} in (
    select ${users.id} from ${users}
    where position(${part} in lower(${users.email})) > 0
      or position(${part} in lower(${users.name})) > 0)`;
}

/** The time is compared in the database: here it would lose its microseconds. */
function isOlderThan(id: number): SQL {
  const at = sql`(select "above"."at" from ${auditLog} "above" where "above"."id" = ${id})`;
  return sql`${auditLog.at} <= ${at} and (${auditLog.at} < ${at} or ${auditLog.id} < ${id})`;
}
