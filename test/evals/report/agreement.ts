import { mean } from "#server/statistics/confusion";

/**
 * Of all pairs of repeats of one question, the share that gave the same verdict, averaged over
 * questions. Questions asked once say nothing and are left out.
 */
export function repeatAgreement(questions: readonly (readonly string[])[]): number | null {
  return mean(questions.flatMap((verdicts) => pairAgreement(verdicts) ?? []));
}

function pairAgreement(verdicts: readonly string[]): number | null {
  const pairs = verdicts.flatMap((a, i) => verdicts.slice(i + 1).map((b) => (a === b ? 1 : 0)));
  return mean(pairs);
}
