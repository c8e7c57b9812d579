import { eq, inArray, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { auditLog } from "../db/tables/audit";

/** A link that another admin made: an invitation as an admin, or a reset link for one. */
export type AdminLink = {
  /** Name of the admin who made it. */
  by: string;
  /** Whose password it sets; null of an invitation. */
  owner: { id: string; name: string } | null;
  /** What the audit log has it under: the invitation's id, or that person's. */
  subjectId: string;
};

/** Reads by the ids of audit entries what notices to admins tell of. */
export async function readAdminLinks(
  db: Db,
  auditIds: readonly string[],
): Promise<ReadonlyMap<string, AdminLink>> {
  if (auditIds.length === 0) return new Map();
  const owners = alias(users, "owners");
  const rows = await db
    .select({
      id: auditLog.id,
      by: users.name,
      subjectId: auditLog.subjectId,
      ownerId: owners.id,
      ownerName: owners.name,
    })
    .from(auditLog)
    .innerJoin(users, eq(users.id, auditLog.actorId))
    .leftJoin(owners, eq(sql`${owners.id}::text`, auditLog.subjectId))
    .where(inArray(auditLog.id, auditIds.map(Number)));
  return new Map(
    rows.map(({ id, by, subjectId, ownerId, ownerName }) => [
      String(id),
      { by, owner: ownerId === null ? null : { id: ownerId, name: ownerName ?? "" }, subjectId },
    ]),
  );
}
