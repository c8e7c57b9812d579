import { JudgeError } from "../../grading/judge";
import type { JudgeMaterial } from "../../grading/judge";

/** Characters of English and JSON a token, rounded up so that the estimate errs low. */
const CHARS_PER_TOKEN = 4;

export type Spend = {
  /**
   * @param keepUsd left for other calls of the grading
   * @throws JudgeError `budget_exceeded` when the call would pass the cap; without one never
   */
  reserve: (
    material: JudgeMaterial,
    usd: number | null,
    capUsd: number | undefined,
    keepUsd?: number,
  ) => void;
  settle: (material: JudgeMaterial, reservedUsd: number | null, spentUsd: number | null) => void;
};

/**
 * Holds the calls of each grading under a cap. A call is let through when what was spent, plus the
 * input of the calls under way, plus its own input stays below it; so a grading can pass the cap by
 * no more than the output of calls in flight. Where the price is unknown nothing can be held.
 *
 * The calls of one grading are known by their material, which they share.
 */
export function createSpend(): Spend {
  const spent = new WeakMap<JudgeMaterial, number>();
  const add = (material: JudgeMaterial, usd: number): void => {
    spent.set(material, (spent.get(material) ?? 0) + usd);
  };
  return {
    reserve: (material, usd, capUsd, keepUsd = 0) => {
      if (capUsd === undefined || usd === null) return;
      const total = (spent.get(material) ?? 0) + usd + keepUsd;
      if (total > capUsd) {
        const message = `another call would bring this grading to $${total.toFixed(4)}, over the cap of $${capUsd}`;
        throw new JudgeError("budget_exceeded", message, { retryable: false });
      }
      add(material, usd);
    },
    settle: (material, reservedUsd, spentUsd) => {
      add(material, (spentUsd ?? reservedUsd ?? 0) - (reservedUsd ?? 0));
    },
  };
}

/** Tokens that a text of so many characters will roughly be. */
export function countTokens(chars: number): number {
  return Math.ceil(chars / CHARS_PER_TOKEN);
}
