import { and, eq } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { cohortMembers } from "../db/tables/accounts";
import { parseCohortId } from "./cohort-id";
import { parsePersonId } from "./person-id";

/**
 * Takes a person out of a cohort; who is not in it stays out.
 * @throws AppError `not_found` for what can't be an id
 */
export async function deleteCohortMember(
  db: Db,
  input: { actorId: string; cohortId: string; personId: string },
): Promise<void> {
  const cohortId = parseCohortId(input.cohortId);
  const personId = parsePersonId(input.personId);
  await db.transaction(async (tx) => {
    const removed = await tx
      .delete(cohortMembers)
      .where(and(eq(cohortMembers.cohortId, cohortId), eq(cohortMembers.userId, personId)))
      .returning({ userId: cohortMembers.userId });
    if (removed.length === 0) return;
    await writeAudit(tx, {
      actorId: input.actorId,
      action: "cohort.remove_member",
      subjectId: cohortId,
      detail: { personId },
    });
  });
}
