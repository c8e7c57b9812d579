import { writeAudit } from "../db/audit";
import type { Db } from "../db/client";
import { cohorts } from "../db/tables/accounts";
import { cohortNameTaken } from "./cohort-id";

/** @throws AppError `conflict` when the name is taken, whatever its case */
export async function createCohort(
  db: Db,
  input: { actorId: string; name: string },
): Promise<{ cohortId: string }> {
  return db.transaction(async (tx) => {
    const [cohort] = await tx
      .insert(cohorts)
      .values({ name: input.name })
      .onConflictDoNothing()
      .returning({ id: cohorts.id });
    if (!cohort) throw cohortNameTaken();
    await writeAudit(tx, {
      actorId: input.actorId,
      action: "cohort.create",
      subjectId: cohort.id,
      detail: { name: input.name },
    });
    return { cohortId: cohort.id };
  });
}
