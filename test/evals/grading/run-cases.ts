import pLimit from "p-limit";
import { sumCosts } from "#server/grading/sum-usage";
import { gradeCase } from "./grade-case";
import type { Judge } from "#server/grading/judge";
import type { EvalCase } from "./eval-case";
import type { EvalResult } from "./result.schema";
import type { ResultLog } from "./result-log";

export type RunOptions = {
  judge: Judge;
  log: ResultLog;
  /** Answers graded at a time. */
  concurrency: number;
  /** US dollars; no grading is begun that would probably pass them. */
  maxUsd: number | null;
  onResult?: (done: number, all: number, spentUsd: number | null) => void;
};

export type RunOutcome = {
  /** By key; also what an earlier run had graded. */
  results: Map<string, EvalResult>;
  left: EvalCase[];
  /** Why the run ended before all was graded. */
  stopped: string | null;
  /** Spent by this run; null when a price is unknown. */
  spentUsd: number | null;
};

/**
 * Grades all cases that aren't in the log yet, each key once, and appends every result at once. What
 * failed in an earlier run is tried again.
 */
export async function runCases(
  cases: readonly EvalCase[],
  { judge, log, concurrency, maxUsd, onResult }: RunOptions,
): Promise<RunOutcome> {
  const unique = [...new Map(cases.map((one) => [one.key, one])).values()];
  const results = new Map<string, EvalResult>();
  const open: EvalCase[] = [];
  for (const one of unique) {
    const known = log.known.get(one.key);
    if (known?.outcome === "graded") results.set(one.key, known);
    else open.push(one);
  }
  const purse = createPurse(maxUsd);
  const left: EvalCase[] = [];
  const limit = pLimit(concurrency);
  async function run(one: EvalCase): Promise<void> {
    if (!purse.take()) {
      left.push(one);
      return;
    }
    const result = await gradeCase(one, judge);
    purse.settle(result.costUsd);
    await log.append(result);
    results.set(one.key, result);
    onResult?.(results.size, unique.length, purse.spentUsd());
  }
  // Alone, so that the cap knows what an answer costs before several are under way.
  const [first, ...others] = open;
  if (first) await run(first);
  await limit.map(others, run);
  return { results, left, stopped: purse.stopped(), spentUsd: purse.spentUsd() };
}

/**
 * Grades what an earlier run led to, with what it left of the money. What that run has graded is not
 * graded again, and where it stopped nothing more is begun.
 */
export async function runFurther(
  before: RunOutcome,
  cases: readonly EvalCase[],
  options: RunOptions,
): Promise<RunOutcome> {
  const open = cases.filter(({ key }) => !before.results.has(key));
  if (before.stopped !== null) return { ...before, left: [...before.left, ...open] };
  const { maxUsd } = options;
  const restUsd = maxUsd === null ? null : maxUsd - (before.spentUsd ?? 0);
  const after = await runCases(open, { ...options, maxUsd: restUsd });
  return {
    results: new Map([...before.results, ...after.results]),
    left: after.left,
    stopped: after.stopped,
    spentUsd: sumCosts([before.spentUsd, after.spentUsd]),
  };
}

type Purse = {
  /** Whether one more grading may begin. */
  take: () => boolean;
  settle: (costUsd: number | null) => void;
  spentUsd: () => number | null;
  stopped: () => string | null;
};

/**
 * Holds the spending of a run. What the gradings under way will cost is taken to be the dearest seen
 * so far.
 */
function createPurse(maxUsd: number | null): Purse {
  let spent: number | null = 0;
  let dearest = 0;
  let underWay = 0;
  let stopped: string | null = null;
  function mayBegin(): boolean {
    if (stopped !== null) return false;
    if (maxUsd === null) return true;
    if (spent === null) {
      stopped = "the price of this model is unknown, so --max-usd can't be held";
    } else if (spent + dearest * (underWay + 1) > maxUsd) {
      stopped = `the next answer could pass the cap of $${maxUsd}; $${spent.toFixed(4)} are spent`;
    }
    return stopped === null;
  }
  return {
    take: () => {
      const ok = mayBegin();
      if (ok) underWay += 1;
      return ok;
    },
    settle: (costUsd) => {
      underWay -= 1;
      spent = spent === null || costUsd === null ? null : spent + costUsd;
      dearest = Math.max(dearest, costUsd ?? 0);
    },
    spentUsd: () => spent,
    stopped: () => stopped,
  };
}
