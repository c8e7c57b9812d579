import type { Indicators } from "#server/judges/offline/closeness";

/** A text with what is weighed in it, and whether it meets its criterion. */
export type Example = { problem: string; kind: string; indicators: Indicators; isMet: boolean };

const ROUNDS = 600;
const STEP = 1;
const SHRINK = 0.001;

/** Logistic regression by gradient descent on the mean loss, shrunk a little towards zero. */
export function fitWeights(examples: readonly Example[]): Indicators {
  const [first] = examples;
  if (!first) throw new Error("nothing to fit on");
  const names = Object.keys(first.indicators) as (keyof Indicators)[];
  const rows = examples.map(({ indicators, isMet }) => ({
    values: names.map((name) => indicators[name]),
    due: isMet ? 1 : 0,
  }));
  const weights = names.map(() => 0);
  for (let round = 0; round < ROUNDS; round += 1) {
    const slope = names.map(() => 0);
    for (const { values, due } of rows) {
      const odds = values.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), 0);
      const error = 1 / (1 + Math.exp(-odds)) - due;
      values.forEach((value, at) => (slope[at] = (slope[at] ?? 0) + error * value));
    }
    weights.forEach((weight, at) => {
      weights[at] = weight - STEP * ((slope[at] ?? 0) / rows.length + SHRINK * weight);
    });
  }
  return Object.fromEntries(names.map((name, at) => [name, weights[at] ?? 0])) as Indicators;
}

/** Log-odds of every example by weights that were fitted on the other problems. */
export function crossValidate(examples: readonly Example[]): { example: Example; odds: number }[] {
  const problems = [...new Set(examples.map(({ problem }) => problem))];
  return problems.flatMap((problem) => {
    const weights = fitWeights(examples.filter((example) => example.problem !== problem));
    return examples
      .filter((example) => example.problem === problem)
      .map((example) => ({ example, odds: weigh(example.indicators, weights) }));
  });
}

function weigh(indicators: Indicators, weights: Indicators): number {
  const names = Object.keys(weights) as (keyof Indicators)[];
  return names.reduce((sum, name) => sum + weights[name] * indicators[name], 0);
}
