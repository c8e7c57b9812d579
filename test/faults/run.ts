import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildApp } from "#server/start/build-app";
import { envForChild } from "#server/env";
import { ROOT_DIR } from "../support/content";
import type { Arm } from "./arm";
import { naive } from "./naive/arm";
import { readOptions } from "./options";
import { ours } from "./ours/arm";
import { addUp, describeFailure, isFailed, losesSomething, writeReport } from "./report";
import { groupByRound, runArm } from "./run-arm";
import type { ArmRun } from "./run-arm";

/** The control arm has shown what it loses long before; it waits where ours goes on. */
const NAIVE_TRIALS = 50;

/**
 * `npm run faults`: seeded faults against the real product and against a naive one. Exits with 1
 * when ours loses an acknowledged edit, doubles a grade, leaves a row stuck or has a process end, and
 * also when the naive one does none of it, for then the faults would prove nothing.
 */
async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const { seed, isStarved } = options;
  const env = envForChild({ NODE_ENV: "production" });
  await buildApp({ rootDir: ROOT_DIR, kind: "quick", env, signal: new AbortController().signal });
  const logDir = await mkdtemp(join(tmpdir(), "scaleboard-faults-"));
  const indexes = options.only ?? Array.from({ length: options.trials }, (_, index) => index);

  const logFileOf = (arm: Arm) => join(logDir, `${arm.name}.log`);

  const mine = await run(ours, indexes);
  const failed = mine.results.filter(isFailed);
  const isFaulty = failed.length + mine.crashes.length > 0;
  for (const lastWords of mine.crashes) console.log(lastWords);
  for (const result of failed) {
    const round = groupByRound(indexes).find((each) => each.includes(result.plan.index)) ?? [];
    console.log(await describeFailure(result, { seed, round, logFile: logFileOf(ours) }));
  }
  if (options.only !== null) {
    console.log(
      `${mine.results.length} trials run alone, ${failed.length} failed. Logs: ${logDir}`,
    );
    process.exitCode = isFaulty ? 1 : 0;
    return;
  }
  const theirs = await run(naive, indexes.slice(0, NAIVE_TRIALS));
  console.log(`\n${writeReport(seed, mine, theirs)}\n\nLogs: ${logDir}`);
  if (!losesSomething(addUp(theirs.results))) {
    console.log("The control arm lost nothing: these trials prove nothing.");
    process.exitCode = 1;
  }
  if (isFaulty) process.exitCode = 1;

  function run(arm: Arm, chosen: number[]): Promise<ArmRun> {
    const tell = (done: number) => console.error(`${arm.name}: ${done} of ${chosen.length}`);
    const logFile = logFileOf(arm);
    return runArm(arm, { seed, indexes: chosen, isStarved }, { logFile, onRound: tell });
  }
}

await main();
