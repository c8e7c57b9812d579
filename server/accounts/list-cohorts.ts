import { asc, count, eq, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { cohortMembers, cohorts } from "../db/tables/accounts";

export type CohortRow = { id: string; name: string; memberCount: number };

/** Every cohort by name, with how many people are in it. */
export async function listCohorts(db: Db): Promise<CohortRow[]> {
  return db
    .select({ id: cohorts.id, name: cohorts.name, memberCount: count(cohortMembers.userId) })
    .from(cohorts)
    .leftJoin(cohortMembers, eq(cohortMembers.cohortId, cohorts.id))
    .groupBy(cohorts.id)
    .orderBy(asc(sql`lower(${cohorts.name})`));
}
