import { desc, eq } from "drizzle-orm";
import type { Db } from "../db/client";
import { judgeChecks } from "../db/tables/judge-checks";
import { PROMPT_VERSION } from "#domain/grading/prompt-version";
import type { Mode } from "#domain/grading/verdicts";
import type { CheckFigures } from "#domain/settings/judge-check.schema";

/** The newest check of one model with one version of the prompts in one mode. */
export type CheckedJudge = {
  model: string;
  mode: Mode;
  promptVersion: string;
  /** Whether grades are asked for with the same prompts today. */
  isCurrent: boolean;
  /** ISO 8601. */
  at: string;
  figures: CheckFigures;
};

/** More would make the page long; older judges are told by their age. */
const MAX_JUDGES = 20;

/** The judges of this server that were checked, the newest check first. */
export async function listJudgeChecks(db: Db): Promise<CheckedJudge[]> {
  const { requestedModel, mode, promptVersion, finishedAt, figures, status } = judgeChecks;
  const newest = db
    .selectDistinctOn([requestedModel, mode, promptVersion], {
      requestedModel,
      mode,
      promptVersion,
      finishedAt,
      figures,
    })
    .from(judgeChecks)
    .where(eq(status, "done"))
    .orderBy(requestedModel, mode, promptVersion, desc(finishedAt))
    .as("newest");
  const rows = await db.select().from(newest).orderBy(desc(newest.finishedAt)).limit(MAX_JUDGES);
  return rows.flatMap((row) => {
    if (row.figures === null || row.finishedAt === null || row.promptVersion === null) return [];
    return [
      {
        model: row.requestedModel,
        mode: row.mode,
        promptVersion: row.promptVersion,
        isCurrent: row.promptVersion === PROMPT_VERSION,
        at: row.finishedAt.toISOString(),
        figures: row.figures,
      },
    ];
  });
}
