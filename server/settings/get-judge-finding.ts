import { and, desc, eq } from "drizzle-orm";
import type { Db } from "../db/client";
import { judgeChecks } from "../db/tables/judge-checks";
import type { Grade } from "#domain/grading/grade.schema";
import type { CheckFigures } from "#domain/settings/judge-check.schema";

/** That the judge of a grade was found wanting. Shares are 0–1. */
export type JudgeFinding = {
  model: string;
  /** ISO 8601. */
  at: string;
  balancedAccuracy: CheckFigures["balancedAccuracy"];
};

/**
 * What the newest check says against the judge that gave a grade: the same model, asked with the same
 * prompts in the same mode. Null where it has nothing to say: not checked, or not found wanting.
 */
export async function getJudgeFinding(
  db: Db,
  grade: Pick<Grade, "judge" | "mode" | "promptVersion">,
): Promise<JudgeFinding | null> {
  const { judge, mode, promptVersion } = grade;
  if (judge.isEstimate || promptVersion === null) return null;
  const [row] = await db
    .select({ figures: judgeChecks.figures, at: judgeChecks.finishedAt })
    .from(judgeChecks)
    .where(
      and(
        eq(judgeChecks.requestedModel, judge.requestedModel),
        eq(judgeChecks.promptVersion, promptVersion),
        eq(judgeChecks.mode, mode),
        eq(judgeChecks.status, "done"),
      ),
    )
    .orderBy(desc(judgeChecks.finishedAt))
    .limit(1);
  if (!row?.figures?.isWanting || row.at === null) return null;
  const { balancedAccuracy } = row.figures;
  return { model: judge.requestedModel, at: row.at.toISOString(), balancedAccuracy };
}
