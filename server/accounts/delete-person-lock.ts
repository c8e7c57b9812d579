import { eq } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { loginFailures, users } from "../db/tables/accounts";
import { isOfPerson } from "./get-locks";
import { parsePersonId, personNotFound } from "./person-id";

/**
 * Forgets the failed tries at a person's account, so that nobody has to wait for it.
 * @throws AppError `not_found`
 */
export async function deletePersonLock(
  db: Db,
  input: { actorId: string; personId: string },
): Promise<void> {
  const personId = parsePersonId(input.personId);
  await db.transaction(async (tx) => {
    const [person] = await tx
      .select({ email: users.email })
      .from(users)
      .where(eq(users.id, personId));
    if (!person) throw personNotFound(personId);
    await tx.delete(loginFailures).where(isOfPerson(person.email));
    await writeAudit(tx, {
      actorId: input.actorId,
      action: "account.lift_lock",
      subjectId: personId,
      detail: {},
    });
  });
}
