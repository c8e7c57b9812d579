import { createNamedRandom } from "#domain/statistics/random";
import { SECTION_IDS } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import { listFaults } from "./faults";
import type { FaultName } from "./faults";

/** Trials of a round run beside each other, and all of them meet the kills of each. */
export const TRIALS_PER_ROUND = 20;
/** Of so many trials one kills a process, in most cases. */
const TRIALS_PER_KILL = 5;
const KILL_PERCENT = 80;
const DAY_MS = 86_400_000;

/** What a candidate does, by one of the pages. */
export type Step =
  | { kind: "type"; page: number; section: SectionId }
  | { kind: "draw"; page: number; elementId: string }
  | { kind: "wait"; ms: number }
  | { kind: "leave" | "crash"; page: number };

/** One trial: an attempt from its first word to its grade. */
export type TrialPlan = {
  index: number;
  steps: Step[];
  /** Each with the how-manieth save, submit or call it befalls, from 1. */
  faults: { name: FaultName; nth: number }[];
  pages: 1 | 2;
  end: "submit" | "double_submit" | "deadline";
  /** Added to the machine's own date. */
  wallOffsetMs: number;
};

const SUBMIT_FAULTS: FaultName[] = ["submit_rolled_back", "submit_unanswered"];

/**
 * The plan of one trial. It hangs on the seed and the index alone, so that a trial can be run again
 * by itself.
 */
export function planTrial(seed: number, index: number): TrialPlan {
  const random = createNamedRandom(seed, `trial ${index}`);
  const chance = (percent: number) => random() * 100 < percent;
  const below = (count: number) => Math.floor(random() * count);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;

  const pages = chance(25) ? 2 : 1;
  const end = chance(18) ? "deadline" : chance(25) ? "double_submit" : "submit";
  const wallOffsetMs = chance(25) ? pick([-DAY_MS, DAY_MS]) : 0;
  const steps = writeSteps();
  const faults: TrialPlan["faults"] = [];
  const add = (name: FaultName, nth = 1) => faults.push({ name, nth });
  for (let count = 1 + below(3); count > 0; count -= 1)
    add(pick(listFaults("network")), 1 + below(5));
  if (chance(40)) add(pick(["save_rolled_back", "save_unanswered"] as const), 1 + below(3));
  if (chance(20) && end !== "deadline") add(pick(SUBMIT_FAULTS));
  if (chance(20)) add(pick(listFaults("queue")));
  if (chance(30)) add(pick(listFaults("model")), 1 + below(4));
  if (chance(20)) add(pick(["grade_rolled_back", "grade_unanswered"] as const));
  const kill = planKill(seed, index);
  if (kill && !(kill === "web_killed_at_submit" && end === "deadline")) add(kill);
  return { index, steps, faults, pages, end, wallOffsetMs };

  function writeSteps(): Step[] {
    const list: Step[] = [];
    for (let count = 6 + below(9); count > 0; count -= 1) {
      const page = below(pages);
      if (chance(45)) list.push({ kind: "type", page, section: pick(SECTION_IDS) });
      else if (chance(60)) list.push({ kind: "draw", page, elementId: pick(["a", "b", "c"]) });
      else if (chance(55)) list.push({ kind: "wait", ms: below(1_500) });
      else list.push({ kind: chance(40) ? "leave" : "crash", page });
    }
    return list;
  }
}

/** The kill of a few trials belongs to one of them. */
function planKill(seed: number, index: number): FaultName | null {
  const group = Math.floor(index / TRIALS_PER_KILL);
  const random = createNamedRandom(seed, `kill ${group}`);
  if (random() * 100 >= KILL_PERCENT) return null;
  const owner = group * TRIALS_PER_KILL + Math.floor(random() * TRIALS_PER_KILL);
  const kills = listFaults("kill -9");
  const kill = kills[Math.floor(random() * kills.length)] ?? null;
  return owner === index ? kill : null;
}

/** The faults of a plan by name, those that its steps and its end are among them. */
export function listPlanned(plan: TrialPlan): FaultName[] {
  const names = plan.faults.map(({ name }) => name);
  if (plan.pages === 2) names.push("two_writers");
  if (plan.wallOffsetMs !== 0) names.push("clock_wrong");
  if (plan.end !== "submit") names.push(plan.end);
  if (plan.steps.some(({ kind }) => kind === "leave")) names.push("refresh");
  if (plan.steps.some(({ kind }) => kind === "crash")) names.push("crash");
  return names;
}
