import { and, eq, isNull } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { sessions, users } from "../db/tables/accounts";
import { lockAdmins, requireOtherAdmin } from "./lock-admins";
import { parsePersonId, personNotFound } from "./person-id";
import { NO_LINKS, revokeLinks } from "./revoke-links";
import type { RevokedLinks } from "./revoke-links";

/**
 * Disables a person, which ends their sessions and the links they made at once, or lets them in again. Their work stays: an
 * attempt under way is handed in at its deadline as it was last saved.
 * @returns whether anything changed, and which links ended
 * @throws AppError `not_found`; `forbidden` for an actor who is no admin any more; `conflict` when
 * no enabled admin would be left
 */
export async function updateAccess(
  db: Db,
  input: { actorId: string; personId: string; isDisabled: boolean },
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
    if ((person.disabledAt !== null) === input.isDisabled)
      return { isChanged: false, revoked: NO_LINKS };
    if (input.isDisabled && person.role === "admin") requireOtherAdmin(admins, personId);
    await tx
      .update(users)
      .set({ disabledAt: input.isDisabled ? new Date() : null })
      .where(eq(users.id, personId));
    await tx.delete(sessions).where(eq(sessions.userId, personId));
    await writeAudit(tx, {
      actorId: input.actorId,
      action: input.isDisabled ? "account.disable" : "account.enable",
      subjectId: personId,
      detail: { role: person.role },
    });
    if (!input.isDisabled) return { isChanged: true, revoked: NO_LINKS };
    const { actorId } = input;
    return { isChanged: true, revoked: await revokeLinks(tx, { actorId, personId }) };
  });
}
