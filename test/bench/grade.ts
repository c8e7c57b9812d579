import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { envSchema } from "../../server/env";
import { chooseJudge } from "../../server/judges/choose-judge";
import { runAllAtOnce, runFourAtATime, runSequential } from "./grade/arms";
import { SLOWEST_MS } from "./grade/latencies";
import { openProduct } from "./grade/product";
import type { BenchCharacter } from "./grade/fake-model-process";
import type { Calls, Product } from "./grade/product";
import { median } from "./median";

const ROUNDS = 5;
const BURST = 20;
/** The sequential arm of a burst would take two minutes a round; its ratio follows from one answer. */
const BURST_ROUNDS = 5;

/** `times`: runs a round, one right after the other. */
type Arm = { name: string; run: () => Promise<number>; times?: number };

/**
 * `npm run bench:grade`: submit commit → graded commit, divided by the slowest call of
 * the model, for one answer and for a burst, beside what others do on the same model. Interleaved
 * rounds, medians.
 */
async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "scaleboard-bench-"));
  const fake = fork(fileURLToPath(new URL("grade/fake-model-process.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
  });
  const [baseUrl] = (await once(fake, "message")) as [string];
  const settings = {
    OPENAI_BASE_URL: baseUrl,
    OPENAI_API_KEY: "fake",
    JUDGE_MODEL: "fake-judge",
    // One person hands in all of it.
    GRADINGS_PER_HOUR: "1000",
    GRADINGS_PER_DAY: "10000",
  };
  const judge = await chooseJudge(envSchema.parse(settings));
  const product = await openProduct(dataDir, settings);
  try {
    await product.gradeBurst(1);
    await print("one answer, five calls", ROUNDS, [
      { name: "one call after the other", run: time(() => runSequential(judge, 1)) },
      { name: "four calls at a time", run: time(() => runFourAtATime(judge, 1)) },
      { name: "all at once, nothing stored", run: time(() => runAllAtOnce(judge, 1)) },
      { name: "Scaleboard, submit to stored grade", run: () => product.gradeBurst(1) },
    ]);
    await print(`a burst of ${BURST} answers`, BURST_ROUNDS, [
      { name: "four calls at a time", run: time(() => runFourAtATime(judge, BURST)) },
      { name: "all at once, nothing stored", run: time(() => runAllAtOnce(judge, BURST)) },
      // The first arm takes 38 s, in which the product has nothing to do.
      { name: "Scaleboard, submit to stored grades", run: () => product.gradeBurst(BURST) },
      { name: "Scaleboard, right after a burst", run: () => product.gradeBurst(BURST), times: 3 },
    ]);
    await printSecondAsk(product, async (name) => {
      fake.send(name);
      await once(fake, "message");
    });
  } finally {
    await product.close();
    fake.disconnect();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function print(title: string, rounds: number, arms: Arm[]): Promise<void> {
  const ratios = new Map<string, number[]>(arms.map(({ name }) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const { name, run, times = 1 } of arms) {
      for (let time = 0; time < times; time += 1)
        ratios.get(name)?.push((await run()) / SLOWEST_MS);
    }
  }
  console.log(`\n${title}: time ÷ slowest model call (${SLOWEST_MS} ms), ${rounds} rounds`);
  for (const [name, values] of ratios) {
    const range = `${Math.min(...values).toFixed(3)}–${Math.max(...values).toFixed(3)}`;
    console.log(`  ${name.padEnd(38)} median ${median(values).toFixed(3)}   (${range})`);
  }
}

/** What asking again adds for one answer, four of whose ten verdicts rest on lost evidence. */
async function printSecondAsk(
  product: Product,
  setCharacter: (name: BenchCharacter) => Promise<void>,
): Promise<void> {
  console.log(`\nthe second ask, one answer, ${ROUNDS} rounds`);
  for (const name of ["sure", "doubtful"] as const) {
    await setCharacter(name);
    const before = await product.sumCalls();
    const ratios: number[] = [];
    for (let round = 0; round < ROUNDS; round += 1)
      ratios.push((await product.gradeBurst(1)) / SLOWEST_MS);
    const after = await product.sumCalls();
    const perAnswer = (key: keyof Calls) => ((after[key] - before[key]) / ROUNDS).toFixed(0);
    console.log(
      `  ${name.padEnd(10)} median ${median(ratios).toFixed(3)}   calls ${perAnswer("first")} + ${perAnswer("again")} again, ${perAnswer("inputTokens")} tokens in`,
    );
  }
}

function time(run: () => Promise<void>): () => Promise<number> {
  return async () => {
    const startedAt = performance.now();
    await run();
    return performance.now() - startedAt;
  };
}

await main();
