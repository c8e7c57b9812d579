import { readFile } from "node:fs/promises";
import { FAULTS, FAULT_NAMES } from "./faults";
import type { FaultName } from "./faults";
import type { ArmRun } from "./run-arm";
import type { TrialResult } from "./trial/run-trial";

export type Totals = {
  trials: number;
  acknowledgedEdits: number;
  /** Acknowledged by the server and not in what was handed in. */
  lost: number;
  /** Kept by the browser, and nowhere at the end. */
  keptLost: number;
  doubled: number;
  stuck: number;
  /** Attempts for which handing in gave more than one receipt. */
  receiptsDiffer: number;
};

export function isFailed(result: TrialResult): boolean {
  const { losses, grading, receipts } = result;
  const lost = losses.acknowledged.length + losses.kept.length;
  return lost + grading.doubled > 0 || grading.isStuck || receipts > 1;
}

export function addUp(results: readonly TrialResult[]): Totals {
  const sum = (pick: (result: TrialResult) => number) =>
    results.reduce((total, result) => total + pick(result), 0);
  return {
    trials: results.length,
    acknowledgedEdits: sum((result) => result.acknowledged),
    lost: sum((result) => result.losses.acknowledged.length),
    keptLost: sum((result) => result.losses.kept.length),
    doubled: sum((result) => result.grading.doubled),
    stuck: sum((result) => Number(result.grading.isStuck)),
    receiptsDiffer: sum((result) => Number(result.receipts > 1)),
  };
}

/** What an honest control arm must do at least once, or the faults prove nothing. */
export function losesSomething({ lost, doubled, stuck }: Totals): boolean {
  return lost > 0 && doubled + stuck > 0;
}

/** As Markdown, so that it can stand in the docs as it was printed. */
export function writeReport(seed: number, ours: ArmRun, naive: ArmRun): string {
  const [a, b] = [addUp(ours.results), addUp(naive.results)];
  const rows: [string, (totals: Totals) => number][] = [
    ["trials", (t) => t.trials],
    ["edits acknowledged by the server", (t) => t.acknowledgedEdits],
    ["**acknowledged edits lost**", (t) => t.lost],
    ["**grades doubled**", (t) => t.doubled],
    ["**rows stuck**", (t) => t.stuck],
    ["attempts with more than one receipt", (t) => t.receiptsDiffer],
  ];
  return [
    `Seed ${seed}; ours took ${ours.seconds.toFixed(0)} s, naive ${naive.seconds.toFixed(0)} s.`,
    "",
    "| | ours | naive |",
    "|---|---|---|",
    ...rows.map(([name, pick]) => `| ${name} | ${pick(a)} | ${pick(b)} |`),
    `| edits kept by the browser, lost | ${a.keptLost} | keeps none |`,
    `| processes that ended unasked | ${ours.crashes.length} | ${naive.crashes.length} |`,
    "",
    "| fault | how | ours | naive | what |",
    "|---|---|---|---|---|",
    ...FAULT_NAMES.map((name) => {
      const { way, what } = FAULTS[name];
      const [mine, theirs] = [countCame(ours, name), countCame(naive, name)];
      return `| ${name.replaceAll("_", " ")} | ${way} | ${mine} | ${theirs} | ${what} |`;
    }),
  ].join("\n");
}

function countCame(run: ArmRun, name: FaultName): number {
  return run.results.filter(({ came }) => came.includes(name)).length;
}

const LOG_LINES = 60;

/**
 * One trial that failed, with the command that runs it alone; of one that is stuck also its rows,
 * and the log's lines about its gradings.
 */
export async function describeFailure(
  result: TrialResult,
  run: { seed: number; round: number[]; logFile: string },
): Promise<string> {
  const { plan, losses, grading, receipts } = result;
  const { seed, round, logFile } = run;
  const log = grading.traces.length > 0 ? await readFile(logFile, "utf8") : "";
  const traces = grading.traces.map(({ id, text }) => {
    const lines = log.split("\n").filter((line) => line.includes(id));
    return [`  rows:   ${text}`, ...lines.slice(-LOG_LINES).map((line) => `    ${line}`)].join(
      "\n",
    );
  });
  const facts = [
    ...losses.acknowledged.map((edit) => `acknowledged and lost: ${edit}`),
    ...losses.kept.map((edit) => `kept by the browser and lost: ${edit}`),
    ...(grading.doubled > 0 ? [`doubled: ${grading.doubled}`] : []),
    ...(grading.isStuck ? [`stuck: ${grading.state}`] : []),
    ...(receipts > 1 ? [`receipts: ${receipts}`] : []),
  ];
  return [
    `Trial ${plan.index} failed: ${facts.join("; ")}`,
    `  faults: ${result.came.join(", ")}`,
    `  alone:  npm run faults -- --seed ${seed} --only ${plan.index}`,
    `  with those beside it: npm run faults -- --seed ${seed} --only ${round.join(",")}`,
    ...traces,
  ].join("\n");
}
