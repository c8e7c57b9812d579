import { DEBRIEF_PROMPT_VERSION, PROMPT_VERSION } from "#domain/grading/prompt-version";
import type { CheckFigures, PointFigures } from "#domain/settings/judge-check.schema";
import type { Db } from "#server/db/client";
import { judgeChecks } from "#server/db/tables/judge-checks";

/** Planted points that a judge may at worst miss and believe, for its own to have a consequence. */
export const GOOD_POINTS = { found: 8, swallowed: 1 };

/** A check of a judge, by default "reader", that has ended now. */
export async function addJudgeCheck(
  db: Db,
  { found, swallowed }: { found: number; swallowed: number },
  points: Partial<PointFigures> | null = {},
  row: Partial<typeof judgeChecks.$inferInsert> = {},
): Promise<void> {
  const nothing = { value: null, interval: null };
  const figures: CheckFigures = {
    criteria: { judged: 129, of: 129 },
    answers: { graded: 8, of: 8 },
    injections: { graded: 10, of: 10 },
    balancedAccuracy: nothing,
    specificity: nothing,
    evidenceFound: nothing,
    injectionGain: nothing,
    costUsd: nothing,
    seconds: nothing,
    byState: [],
    ungraded: [],
    isWanting: false,
  };
  const planted: PointFigures = {
    promptVersion: DEBRIEF_PROMPT_VERSION,
    secondModel: null,
    answers: { read: 2, of: 2 },
    found: { count: found, of: 12 },
    swallowed: { count: swallowed, of: 12 },
    lost: { count: 0, of: 12 },
    ...points,
  };
  await db
    .insert(judgeChecks)
    .values({
      requestedModel: "reader",
      mode: "standard",
      promptVersion: PROMPT_VERSION,
      status: "done",
      figures: points === null ? figures : { ...figures, points: planted },
      finishedAt: new Date(),
      ...row,
    });
}
