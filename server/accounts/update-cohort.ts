import { and, eq, ne, sql } from "drizzle-orm";
import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { isUniqueViolation } from "../db/is-unique-violation";
import { cohorts } from "../db/tables/accounts";
import { cohortNameTaken, cohortNotFound, parseCohortId } from "./cohort-id";

/**
 * Gives a cohort another name.
 * @throws AppError `not_found`; `conflict` when another cohort has the name, whatever its case
 */
export async function updateCohort(
  db: Db,
  input: { actorId: string; cohortId: string; name: string },
): Promise<void> {
  const cohortId = parseCohortId(input.cohortId);
  const renaming = db.transaction(async (tx) => {
    const [cohort] = await tx.select().from(cohorts).where(eq(cohorts.id, cohortId)).for("update");
    if (!cohort) throw cohortNotFound(cohortId);
    if (cohort.name === input.name) return;
    const [taken] = await tx
      .select({ id: cohorts.id })
      .from(cohorts)
      .where(
        and(eq(sql`lower(${cohorts.name})`, input.name.toLowerCase()), ne(cohorts.id, cohortId)),
      );
    if (taken) throw cohortNameTaken();
    await tx.update(cohorts).set({ name: input.name }).where(eq(cohorts.id, cohortId));
    await writeAudit(tx, {
      actorId: input.actorId,
      action: "cohort.rename",
      subjectId: cohortId,
      detail: { from: cohort.name, to: input.name },
    });
  });
  await renaming.catch((error: unknown) => {
    // Two people gave two cohorts one name at the same time: the index decides.
    if (isUniqueViolation(error)) throw cohortNameTaken();
    throw error;
  });
}
