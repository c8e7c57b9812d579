import { and, asc, inArray, lt } from "drizzle-orm";
import type { Db } from "../db/client";
import { grades } from "../db/tables/grades";

/** Ids of gradings that are neither graded nor given up, and were asked for before `before`. */
export async function listOpenGradings(
  db: Db,
  options: { before: Date; limit: number },
): Promise<string[]> {
  const rows = await db
    .select({ id: grades.id })
    .from(grades)
    .where(and(inArray(grades.status, ["queued", "running"]), lt(grades.queuedAt, options.before)))
    .orderBy(asc(grades.queuedAt))
    .limit(options.limit);
  return rows.map(({ id }) => id);
}
