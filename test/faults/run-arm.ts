import type { Arm } from "./arm";
import { planTrial, TRIALS_PER_ROUND } from "./plan";
import { runTrial } from "./trial/run-trial";
import type { TrialResult } from "./trial/run-trial";
import { openWorld } from "./world/open-world";
import { starve } from "./world/starve";

export type ArmRun = {
  results: TrialResult[];
  /** The last words of web and worker processes whose end nobody had brought about. */
  crashes: string[];
  seconds: number;
};

/** Runs the trials of one arm, a round of them at a time, on a world of its own. */
export async function runArm(
  arm: Arm,
  trials: { seed: number; indexes: number[]; isStarved?: boolean },
  tools: { logFile: string; onRound: (done: number) => void },
): Promise<ArmRun> {
  const world = await openWorld(arm, tools.logFile);
  const startedAtMs = Date.now();
  const fed = trials.isStarved ? starve(world.worker, trials.seed) : null;
  try {
    await arm.prepare?.(world);
    const results: TrialResult[] = [];
    for (const round of groupByRound(trials.indexes)) {
      const plans = round.map((index) => planTrial(trials.seed, index));
      results.push(...(await Promise.all(plans.map((plan) => runTrial(world, arm, plan)))));
      await Promise.all([world.web.whenReady(), world.worker.whenReady()]);
      tools.onRound(results.length);
    }
    return {
      results,
      crashes: [...world.web.crashes(), ...world.worker.crashes()],
      seconds: (Date.now() - startedAtMs) / 1_000,
    };
  } finally {
    await fed?.();
    await world.close();
  }
}

export function groupByRound(indexes: number[]): number[][] {
  const rounds = new Map<number, number[]>();
  for (const index of indexes) {
    const round = Math.floor(index / TRIALS_PER_ROUND);
    rounds.set(round, [...(rounds.get(round) ?? []), index]);
  }
  return [...rounds.values()];
}
