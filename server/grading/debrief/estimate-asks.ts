import { toQuestion } from "../plan";
import { buildQuestionsPrompt } from "../prompt";
import type { Judge } from "../judge";
import type { PlannedCall } from "../plan";

/** Output tokens, roughly. */
const TOKENS_A_CRITERION = 300;
/**
 * What is doubtful is asked again, and where the same model differs from itself a third time; readings
 * of what points bear on take places of these.
 */
const ROUNDS_AGAIN = 2;

export type AsksToCome = {
  judge: Judge;
  plan: readonly PlannedCall[];
  /** Of the prompts about criteria. */
  system: string;
  materialPrompt: string;
};

/**
 * US dollars that the verdicts may still cost, were all asked again: a grade comes before its debrief.
 * What has no known price counts as nothing, and no bound holds it.
 */
export function estimateAsks(
  { judge, plan, system, materialPrompt }: AsksToCome,
  { isFirstDone }: { isFirstDone: boolean },
): number {
  const price = ({ estimateUsd }: Omit<Judge, "second">): number =>
    plan.reduce((sum, { criteria, canaries }) => {
      const items = [...criteria, ...canaries];
      const questions = buildQuestionsPrompt(items.map(toQuestion), "again");
      const chars = system.length + materialPrompt.length + questions.length;
      return sum + (estimateUsd?.(chars, items.length * TOKENS_A_CRITERION) ?? 0);
    }, 0);
  const first = isFirstDone ? 0 : price(judge);
  return first + (judge.second ? price(judge.second) : ROUNDS_AGAIN * price(judge));
}
