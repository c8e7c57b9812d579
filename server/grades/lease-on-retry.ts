import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { grades } from "../db/tables/grades";

/**
 * The lease of a grading that is asked for again. It keeps counting, so that calls of the first try
 * stay on the bill and its worker stays locked out; only who used all leases up begins anew.
 */
export function leaseOnRetry(): SQL<number> {
  return sql<number>`case when grades.error_kind = 'interrupted' then 0 else ${grades.leaseEpoch} end`;
}
