import { setTimeout as pause } from "node:timers/promises";
import type { Arm, Attempt, Candidate, Grading, Work } from "../arm";
import type { FaultName } from "../faults";
import { listPlanned } from "../plan";
import type { TrialPlan } from "../plan";
import type { World } from "../world/open-world";
import { armFaults } from "./arm-faults";
import { countLosses } from "./count-losses";
import type { Losses } from "./count-losses";
import { Ledger } from "./ledger";

export type TrialResult = {
  plan: TrialPlan;
  /** Faults that came about; a planned one may find nothing to befall. */
  came: FaultName[];
  acknowledged: number;
  losses: Losses;
  grading: Grading;
  /** Different answers to handing in the same attempt. */
  receipts: number;
};

/** A grading that is not done by then is stuck: the slowest way back is the sweep, 15 s and 3. */
const SETTLE_FOR_MS = 90_000;
const LOOK_EVERY_MS = 250;
const TYPE_EVERY_MS = 900;
const SUBMITS_AT_ONCE = 3;

/** One attempt from its first word to its grade, with all that befalls it. */
export async function runTrial(world: World, arm: Arm, plan: TrialPlan): Promise<TrialResult> {
  const ledger = new Ledger(`t${plan.index}x`);
  const attempt = await arm.openAttempt(world, plan, ledger);
  const came = new Set<FaultName>();
  const disarm = armFaults({ world, arm, plan, attempt, onCame: (name) => came.add(name) });
  const pages = await openPages(attempt, plan);
  try {
    await live(plan, pages);
    const receipts = await end(plan, attempt, pages);
    await waitUntil(() => attempt.isSettled());
    for (const page of pages) await page.settle();
    const work: Work = await attempt.readWork();
    return {
      plan,
      came: [...listPlanned({ ...plan, faults: [] }), ...came],
      acknowledged: [...ledger.words.values()].filter((word) => word.isAcknowledged).length,
      losses: countLosses(ledger, work),
      grading: await attempt.readGrading(),
      receipts: new Set(receipts).size,
    };
  } finally {
    disarm();
    for (const page of pages) page.close();
  }
}

async function openPages(attempt: Attempt, plan: TrialPlan): Promise<Candidate[]> {
  const pages: Candidate[] = [];
  for (let page = 0; page < plan.pages; page += 1) pages.push(await attempt.openCandidate(page));
  return pages;
}

async function live(plan: TrialPlan, pages: Candidate[]): Promise<void> {
  const of = (page: number): Candidate => pages[page] as Candidate;
  for (const step of plan.steps) {
    switch (step.kind) {
      case "type":
        await of(step.page).type(step.section);
        break;
      case "draw":
        await of(step.page).draw(step.elementId);
        break;
      case "leave":
        await of(step.page).leave();
        break;
      case "crash":
        await of(step.page).crash();
        break;
      case "wait":
        await pause(step.ms);
    }
  }
}

async function end(plan: TrialPlan, attempt: Attempt, pages: Candidate[]): Promise<string[]> {
  const [first] = pages;
  if (!first) throw new Error("a trial has no page");
  if (plan.end === "deadline") {
    await waitUntil(async () => {
      await first.type("evaluation");
      await pause(TYPE_EVERY_MS);
      return (await attempt.findGradeId()) !== null;
    });
    return [];
  }
  for (const page of pages) await page.settle();
  // What others write now comes in late, or not at all before the end.
  for (const page of pages.slice(1)) await page.type("scenario");
  return attempt.submit(plan.end === "double_submit" ? SUBMITS_AT_ONCE : 1);
}

async function waitUntil(isDone: () => Promise<boolean>): Promise<void> {
  const endsAtMs = Date.now() + SETTLE_FOR_MS;
  while (!(await isDone())) {
    if (Date.now() > endsAtMs) return;
    await pause(LOOK_EVERY_MS);
  }
}
