import { and, eq, isNull } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { sessions, users } from "../db/tables/accounts";
import { lockAdmins, requireOtherAdmin } from "./lock-admins";
import { parsePersonId, personNotFound } from "./person-id";
import { NO_LINKS, revokeLinks } from "./revoke-links";
import type { RevokedLinks } from "./revoke-links";
import type { Role } from "#domain/accounts/roles";

/**
 * Gives a person another role and ends their sessions and the links that they made: a token that was
 * issued for one role is not good for another.
 * @returns whether anything changed, and which links ended; the role they have already changes nothing
 * @throws AppError `not_found`; `forbidden` for an actor who is no admin any more; `conflict` when
 * no enabled admin would be left
 */
export async function updateRole(
  db: Db,
  input: { actorId: string; personId: string; role: Role },
): Promise<{ isChanged: boolean; revoked: RevokedLinks }> {
  const personId = parsePersonId(input.personId);
  return db.transaction(async (tx) => {
    const admins = await lockAdmins(tx, input.actorId);
    const [person] = await tx
      .select({ role: users.role, disabledAt: users.disabledAt })
      .from(users)
      .where(and(eq(users.id, personId), isNull(users.deletedAt)))
      .for("no key update");
    if (!person) throw personNotFound(personId);
    if (person.role === input.role) return { isChanged: false, revoked: NO_LINKS };
    if (person.role === "admin" && person.disabledAt === null) requireOtherAdmin(admins, personId);
    await tx.update(users).set({ role: input.role }).where(eq(users.id, personId));
    await tx.delete(sessions).where(eq(sessions.userId, personId));
    await writeAudit(tx, {
      actorId: input.actorId,
      action: "account.change_role",
      subjectId: personId,
      detail: { from: person.role, to: input.role },
    });
    const { actorId } = input;
    return { isChanged: true, revoked: await revokeLinks(tx, { actorId, personId }) };
  });
}
