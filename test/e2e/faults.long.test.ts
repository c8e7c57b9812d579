import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Arm } from "../faults/arm";
import { naive } from "../faults/naive/arm";
import { ours } from "../faults/ours/arm";
import { TRIALS_PER_ROUND } from "../faults/plan";
import { addUp, describeFailure, isFailed, losesSomething } from "../faults/report";
import { runArm, type ArmRun } from "../faults/run-arm";

const SEED = 1;
/** Enough for the control arm to lose something; ours meets a whole round at once. */
const NAIVE_TRIALS = 10;

/** The first trials of `npm run faults`, so that what it rests on can't rot between its long runs. */
describe("seeded faults", () => {
  let logDir: string;

  beforeAll(async () => {
    logDir = await mkdtemp(join(tmpdir(), "scaleboard-faults-"));
  });
  afterAll(() => rm(logDir, { recursive: true, force: true }));

  const logFileOf = (arm: Arm) => join(logDir, `${arm.name}.log`);

  function run(arm: Arm, trials: number): Promise<ArmRun> {
    const indexes = Array.from({ length: trials }, (_, index) => index);
    const logFile = logFileOf(arm);
    return runArm(arm, { seed: SEED, indexes }, { logFile, onRound: () => undefined });
  }

  it("take nothing from a candidate, double no grade and leave no row stuck", async () => {
    const { results, crashes } = await run(ours, TRIALS_PER_ROUND);
    const round = results.map(({ plan }) => plan.index);
    const where = { seed: SEED, round, logFile: logFileOf(ours) };
    const failures = results.filter(isFailed).map((one) => describeFailure(one, where));
    expect(await Promise.all(failures)).toEqual([]);
    expect(addUp(results).acknowledgedEdits).toBeGreaterThan(TRIALS_PER_ROUND);
    expect(crashes).toEqual([]);
  });

  it("are hard enough that a product as it is often written loses something", async () => {
    const { results } = await run(naive, NAIVE_TRIALS);
    expect(losesSomething(addUp(results))).toBe(true);
  });
});
