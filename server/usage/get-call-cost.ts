import { and, desc, eq, isNotNull } from "drizzle-orm";
import type { Db } from "../db/client";
import { judgeCalls } from "../db/tables/grades";

/** Calls that the figure rests on: enough to say what one costs now. */
const NEWEST_CALLS = 20;

/**
 * What a call of this model has cost for gradings lately, in US dollars: the mean of the newest. Null
 * while it has graded nothing here, and where its price is unknown.
 */
export async function getCallCost(db: Db, model: string): Promise<number | null> {
  const rows = await db
    .select({ costUsd: judgeCalls.costUsd })
    .from(judgeCalls)
    .where(
      and(
        eq(judgeCalls.requestedModel, model),
        eq(judgeCalls.purpose, "grading"),
        isNotNull(judgeCalls.gradeId),
      ),
    )
    .orderBy(desc(judgeCalls.startedAt))
    .limit(NEWEST_CALLS);
  const costs = rows.flatMap(({ costUsd }) => costUsd ?? []);
  // One of unknown price among them says nothing of the others.
  if (costs.length === 0 || costs.length < rows.length) return null;
  return costs.reduce((sum, cost) => sum + cost, 0) / costs.length;
}
