import { priceUsage } from "../openai/price-usage";
import type { Mode } from "#domain/grading/verdicts";
import type { CheckEstimate } from "#domain/settings/judge-check.schema";
import type { JudgeSettings } from "../describe-judge";

/**
 * What a check took with a judge that makes no mistakes; tokens in at four characters each. One that
 * wavers is asked more often. A test counts again and holds these within a tenth.
 */
export const CHECK_SIZE: Record<
  Mode,
  Pick<CheckEstimate, "calls" | "inputTokens"> & { verdicts: number }
> = {
  standard: { calls: 141, inputTokens: 583_000, verdicts: 367 },
  thorough: { calls: 339, inputTokens: 1_314_000, verdicts: 367 },
};
export const CHECK_CONTENT = { answers: 8, criteria: 129, injections: 10, points: 24 };

/**
 * Of one verdict with its evidence, reasoning and advice; assumed and not measured. A model that
 * reasons at length writes several times as many.
 */
const OUTPUT_TOKENS_A_VERDICT = 120;
/** Two debriefs of 5,000 and six replies of a sceptic of 1,500, as a grading reserves for them. */
const OUTPUT_TOKENS_OF_POINTS = 19_000;

export type EstimateCheck = (judge: JudgeSettings, mode: Mode) => CheckEstimate | null;

/** What a check of this judge will take; null for the offline judge, which can't be checked. */
export function estimateCheck(judge: JudgeSettings, mode: Mode): CheckEstimate | null {
  if (!judge.hasModel) return null;
  const { calls, inputTokens, verdicts } = CHECK_SIZE[mode];
  const written = verdicts * OUTPUT_TOKENS_A_VERDICT + OUTPUT_TOKENS_OF_POINTS;
  const outputTokens = Math.round(written / 1_000) * 1_000;
  const usage = { inputTokens, cachedInputTokens: 0, outputTokens };
  return {
    ...CHECK_CONTENT,
    calls,
    inputTokens,
    outputTokens,
    costUsd: priceUsage(usage, [judge.model], judge.address),
  };
}
