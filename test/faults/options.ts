import { parseArgs } from "node:util";

export type Options = {
  trials: number;
  seed: number;
  /** Trials to run alone, by their index; null for all. */
  only: number[] | null;
  /** Whether the worker gets hardly any time, and none at all for seconds. */
  isStarved: boolean;
};

const DEFAULT_TRIALS = 500;

/** @throws Error that says which option can't be read */
export function readOptions(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      trials: { type: "string", default: String(DEFAULT_TRIALS) },
      seed: { type: "string", default: "1" },
      only: { type: "string" },
      starved: { type: "boolean", default: false },
    },
  });
  return {
    trials: readCount("--trials", values.trials, 1),
    seed: readCount("--seed", values.seed, 0),
    isStarved: values.starved,
    only: values.only?.split(",").map((text) => readCount("--only", text, 0)) ?? null,
  };
}

function readCount(name: string, text: string, least: number): number {
  const count = Number(text);
  if (Number.isSafeInteger(count) && count >= least) return count;
  throw new Error(`${name} takes a whole number from ${least}, not "${text}".`);
}
