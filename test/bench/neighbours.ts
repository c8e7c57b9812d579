import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ANSWERS, SCENE } from "../support/grading-fixture";
import { openProduct } from "./grade/product";
import type { Product } from "./grade/product";
import { median } from "./median";
import { openStream } from "./neighbours/stream";

const HONEST = 8;
const ROUNDS = 3;
/** How much longer honest gradings may take beside the worst texts. */
const TARGET = 2;

/**
 * `npm run bench:neighbours`: eight honest gradings alone, and the same next to an endless stream of
 * the worst texts, with a model and with the offline judge. Interleaved rounds, one worker process.
 */
async function main(): Promise<void> {
  const fake = fork(fileURLToPath(new URL("neighbours/model-process.ts", import.meta.url)), {
    execArgv: ["--import", "tsx"],
  });
  const [baseUrl] = (await once(fake, "message")) as [string];
  try {
    await compare("a model", {
      OPENAI_BASE_URL: baseUrl,
      OPENAI_API_KEY: "fake",
      JUDGE_MODEL: "f",
    });
    await compare("the offline judge", { JUDGE_MODEL: "" });
  } finally {
    fake.disconnect();
  }
}

async function compare(judge: string, settings: Record<string, string>): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "scaleboard-bench-"));
  const product = await openProduct(dataDir, settings, { isOnRealRubric: judge !== "a model" });
  const aloneMs: number[] = [];
  const besideMs: number[] = [];
  const ended: string[] = [];
  try {
    await gradeHonest(product);
    for (let round = 0; round < ROUNDS; round += 1) {
      aloneMs.push(await gradeHonest(product));
      const stream = await openStream(product);
      besideMs.push(await gradeHonest(product));
      stream.stop();
      ended.push([...stream.ended].map(([status, count]) => `${count} ${status}`).join(", "));
      console.log(
        `  round ${round + 1}: ${describe(aloneMs.slice(-1))}, ${describe(besideMs.slice(-1))}`,
      );
      await product.whenIdle();
    }
  } finally {
    await product.close();
    await rm(dataDir, { recursive: true, force: true });
  }
  const ratio = median(besideMs) / median(aloneMs);
  console.log(`\n${HONEST} honest gradings by ${judge}, ${ROUNDS} rounds`);
  console.log(`  alone                  ${describe(aloneMs)}`);
  console.log(`  beside the worst texts ${describe(besideMs)}`);
  console.log(
    `  ratio ${ratio.toFixed(2)} (target ≤ ${TARGET})${ratio <= TARGET ? "" : "  MISSED"}`,
  );
  console.log(`  of the stream ended meanwhile: ${ended.map((one) => one || "none").join("; ")}`);
}

/** @returns milliseconds from the first submit to the last grade */
async function gradeHonest(product: Product): Promise<number> {
  const work = { answers: ANSWERS, elements: SCENE.elements };
  const written = await Promise.all(Array.from({ length: HONEST }, () => product.write(work)));
  const startedAt = performance.now();
  const gradeIds = await Promise.all(written.map((who) => product.submit(who)));
  const statuses = await product.whenEnded(gradeIds);
  const elapsedMs = performance.now() - startedAt;
  const lost = statuses.filter((status) => status !== "graded");
  if (lost.length > 0) throw new Error(`honest gradings ended as ${lost.join(", ")}`);
  return elapsedMs;
}

function describe(times: readonly number[]): string {
  const seconds = (ms: number): string => (ms / 1_000).toFixed(2);
  const range = `${seconds(Math.min(...times))}–${seconds(Math.max(...times))}`;
  return `median ${seconds(median(times))} s (${range})`;
}

await main();
