import type { Usage } from "#domain/grading/grade.schema";

/** Tokens of several calls; null when any call's are unknown. No calls used none. */
export function sumUsage(usages: readonly (Usage | null)[]): Usage | null {
  const sum: Usage = { inputTokens: 0, cachedInputTokens: 0, outputTokens: 0 };
  for (const usage of usages) {
    if (usage === null) return null;
    sum.inputTokens += usage.inputTokens;
    sum.cachedInputTokens += usage.cachedInputTokens;
    sum.outputTokens += usage.outputTokens;
  }
  return sum;
}

/** US dollars of several calls; null when any price is unknown, never 0 for unknown. */
export function sumCosts(costs: readonly (number | null)[]): number | null {
  let sum = 0;
  for (const cost of costs) {
    if (cost === null) return null;
    sum += cost;
  }
  return sum;
}
