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
  standard: { calls: 133, inputTokens: 537_000, verdicts: 367 },
  thorough: { calls: 331, inputTokens: 1_263_000, verdicts: 367 },
};
export const CHECK_CONTENT = { answers: 8, criteria: 129, injections: 10 };

/**
 * Of one verdict with its evidence, reasoning and advice; assumed and not measured. A model that
 * reasons at length writes several times as many.
 */
const OUTPUT_TOKENS_A_VERDICT = 120;

export type EstimateCheck = (judge: JudgeSettings, mode: Mode) => CheckEstimate | null;

/** What a check of this judge will take; null for the offline judge, which can't be checked. */
export function estimateCheck(judge: JudgeSettings, mode: Mode): CheckEstimate | null {
  if (!judge.hasModel) return null;
  const { calls, inputTokens, verdicts } = CHECK_SIZE[mode];
  const outputTokens = Math.round((verdicts * OUTPUT_TOKENS_A_VERDICT) / 1_000) * 1_000;
  const usage = { inputTokens, cachedInputTokens: 0, outputTokens };
  return {
    ...CHECK_CONTENT,
    calls,
    inputTokens,
    outputTokens,
    costUsd: priceUsage(usage, [judge.model], judge.address),
  };
}
