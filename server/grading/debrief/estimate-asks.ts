import { toQuestion } from "../plan";
import { buildQuestionsPrompt } from "../prompt";
import { MAX_CONTESTED } from "../lower-verdicts";
import type { Judge } from "../judge";
import type { PlannedCall } from "../plan";

/** Output tokens, roughly. */
const TOKENS_A_CRITERION = 300;
/** What is doubtful is asked again, and where the same model differs from itself a third time. */
const ROUNDS_AGAIN = 2;

export type AsksToCome = {
  judge: Judge;
  plan: readonly PlannedCall[];
  /** Of the prompts about criteria. */
  system: string;
  materialPrompt: string;
  /** Whether verdicts that points bear on are read again. */
  mayFollow?: boolean;
};

/**
 * US dollars that the verdicts may still cost, were all asked again: a grade comes before its debrief.
 * What has no known price counts as nothing, and no bound holds it.
 */
export function estimateAsks(
  { judge, plan, system, materialPrompt, mayFollow = false }: AsksToCome,
  { isFirstDone }: { isFirstDone: boolean },
): number {
  const priceEach = ({ estimateUsd }: Omit<Judge, "second">): number[] =>
    plan.map(({ criteria, canaries }) => {
      const items = [...criteria, ...canaries];
      const questions = buildQuestionsPrompt(items.map(toQuestion), "again");
      const chars = system.length + materialPrompt.length + questions.length;
      return estimateUsd?.(chars, items.length * TOKENS_A_CRITERION) ?? 0;
    });
  const first = isFirstDone ? 0 : sum(priceEach(judge));
  const again = priceEach(judge.second ?? judge);
  const rounds = judge.second ? 1 : ROUNDS_AGAIN;
  if (!mayFollow) return first + rounds * sum(again);
  const costliest = [...again].sort((a, b) => b - a).slice(0, MAX_CONTESTED);
  return first + rounds * (sum(again) + sum(costliest));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
