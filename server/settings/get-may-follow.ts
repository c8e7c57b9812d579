import { and, desc, eq, sql } from "drizzle-orm";
import { DEBRIEF_PROMPT_VERSION, PROMPT_VERSION } from "#domain/grading/prompt-version";
import { pointsMayFollow } from "#domain/settings/points-may-follow";
import type { Db } from "../db/client";
import { judgeChecks } from "../db/tables/judge-checks";

/** What tells a judge from another. */
type CheckedJudge = {
  requestedModel: string;
  isEstimate: boolean;
  second?: { requestedModel: string };
};

/**
 * Whether anything follows from the points of this judge's debriefs: the newest check that was made
 * of it says so. Newest of the same model with the same second model, asked with today's prompts,
 * those of verdicts and those of debriefs; in either mode, which a debrief doesn't depend on. A judge
 * without one isn't checked, and nothing follows.
 */
export async function mayFollow(db: Db, judge: CheckedJudge): Promise<boolean> {
  if (judge.isEstimate) return false;
  const points = sql`${judgeChecks.figures} -> 'points'`;
  const second = judge.second?.requestedModel ?? null;
  const [row] = await db
    .select({ figures: judgeChecks.figures })
    .from(judgeChecks)
    .where(
      and(
        eq(judgeChecks.requestedModel, judge.requestedModel),
        eq(judgeChecks.promptVersion, PROMPT_VERSION),
        eq(judgeChecks.status, "done"),
        sql`${points} ->> 'promptVersion' = ${DEBRIEF_PROMPT_VERSION}`,
        sql`${points} ->> 'secondModel' is not distinct from ${second}::text`,
      ),
    )
    .orderBy(desc(judgeChecks.finishedAt))
    .limit(1);
  return pointsMayFollow(row?.figures?.points);
}
