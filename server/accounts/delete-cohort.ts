import { count, eq } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { cohortMembers, cohorts } from "../db/tables/accounts";
import { cohortNotFound, parseCohortId } from "./cohort-id";

/**
 * Deletes a cohort. Its people and their work stay, and open invitations into it stay good without
 * it.
 * @throws AppError `not_found`
 */
export async function deleteCohort(
  db: Db,
  input: { actorId: string; cohortId: string },
): Promise<void> {
  const cohortId = parseCohortId(input.cohortId);
  await db.transaction(async (tx) => {
    const [members] = await tx
      .select({ count: count() })
      .from(cohortMembers)
      .where(eq(cohortMembers.cohortId, cohortId));
    const [cohort] = await tx
      .delete(cohorts)
      .where(eq(cohorts.id, cohortId))
      .returning({ name: cohorts.name });
    if (!cohort) throw cohortNotFound(cohortId);
    await writeAudit(tx, {
      actorId: input.actorId,
      action: "cohort.delete",
      subjectId: cohortId,
      detail: { name: cohort.name, memberCount: members?.count ?? 0 },
    });
  });
}
