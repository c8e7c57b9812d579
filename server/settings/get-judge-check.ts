import { desc, eq, isNotNull, or, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { judgeCalls } from "../db/tables/grades";
import { judgeChecks } from "../db/tables/judge-checks";
import { PROMPT_VERSION } from "#domain/grading/prompt-version";
import type { Mode } from "#domain/grading/verdicts";
import type { CheckFigures, CheckStatus } from "#domain/settings/judge-check.schema";

/** The newest check, as the settings page tells of it. Times are ISO 8601. */
export type JudgeCheck = {
  id: string;
  /** Null: on the command line. */
  by: string | null;
  askedAt: string;
  status: CheckStatus;
  mode: Mode;
  model: string;
  /** Whether grades are asked for with the same prompts today; of one that hasn't begun, they will be. */
  isCurrent: boolean;
  progress: { done: number; of: number } | null;
  figures: CheckFigures | null;
  error: { kind: string; message: string } | null;
  /** US dollars of all its calls so far; null when a price is unknown. */
  costUsd: number | null;
};

/** The newest check that a worker looks after, or that the command line has ended; null for none. */
export async function getJudgeCheck(db: Db): Promise<JudgeCheck | null> {
  const ofCheck = sql`from ${judgeCalls} where ${judgeCalls.judgeCheckId} = ${judgeChecks.id}`;
  const costUsd = sql<number | null>`(select case when count(*) = count(cost_usd)
    then coalesce(sum(cost_usd), 0)::float8 end ${ofCheck})`;
  const [row] = await db
    .select({ check: judgeChecks, by: users.name, costUsd })
    .from(judgeChecks)
    .leftJoin(users, eq(users.id, judgeChecks.requestedBy))
    .where(or(isNotNull(judgeChecks.requestedBy), isNotNull(judgeChecks.finishedAt)))
    .orderBy(desc(judgeChecks.createdAt))
    .limit(1);
  if (!row) return null;
  const { check } = row;
  return {
    id: check.id,
    by: row.by,
    askedAt: check.createdAt.toISOString(),
    status: check.status,
    mode: check.mode,
    model: check.requestedModel,
    isCurrent: (check.promptVersion ?? PROMPT_VERSION) === PROMPT_VERSION,
    progress: check.progress,
    figures: check.figures,
    error:
      check.errorKind === null
        ? null
        : { kind: check.errorKind, message: check.errorMessage ?? "" },
    costUsd: row.costUsd,
  };
}
