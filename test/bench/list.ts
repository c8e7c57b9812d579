import { execFile, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { z } from "zod";
import { readContent } from "#server/content/read-content";
import { ROOT_DIR } from "../support/content";
import { startProduct } from "../support/start-product";
import { createVisitor } from "../support/visitor";
import { median } from "./median";

const ROUNDS = 5;
const CONNECTIONS = 10;
const SECONDS = 5;
const AUTOCANNON = join(ROOT_DIR, "node_modules/autocannon/autocannon.js");

const resultSchema = z.object({
  requests: z.object({ average: z.number() }),
  latency: z.object({ p99: z.number() }),
  non2xx: z.number(),
  errors: z.number(),
});

type Arm = { name: string; url: string; cookie: string; perSecond: number[]; p99Ms: number[] };

/**
 * `npm run bench:list`: requests a second of real list pages, with a session and the database,
 * as `npm start` runs them, divided by those of a React Router 7 page that says hello, in a process
 * of its own with the same compression. One process each, interleaved rounds, medians.
 */
async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "scaleboard-list-"));
  const program = fileURLToPath(new URL("list/hello-process.tsx", import.meta.url));
  const hello = fork(program, {
    execArgv: ["--import", "tsx"],
    env: { ...process.env, NODE_ENV: "production" },
  });
  const [helloUrl] = (await once(hello, "message")) as [string];
  const product = await startProduct(dataDir, { STARTS_PER_HOUR: "1000", STARTS_PER_DAY: "1000" });
  try {
    const cookie = await signUpWithAttempts(product.url);
    const arms: Arm[] = [
      { name: "React Router 7 says hello", url: `${helloUrl}/`, cookie: "" },
      { name: "/problems, signed in", url: `${product.url}/problems`, cookie },
      { name: "/attempts, signed in", url: `${product.url}/attempts`, cookie },
    ].map((arm) => ({ ...arm, perSecond: [], p99Ms: [] }));
    for (const arm of arms) await load(arm, 2);
    const loadBefore = loadavg()[0] ?? Number.NaN;
    for (let round = 0; round < ROUNDS; round += 1)
      for (const arm of arms) {
        const { requests, latency } = await load(arm, SECONDS);
        arm.perSecond.push(requests.average);
        arm.p99Ms.push(latency.p99);
      }
    console.log(
      `requests a second, ${CONNECTIONS} connections, ${ROUNDS} interleaved rounds of ${SECONDS} s, ${cpus().length} cores that autocannon shares, load average before ${loadBefore.toFixed(1)}`,
    );
    for (const arm of arms) print(arm, arms[0]);
  } finally {
    await product.stop();
    hello.disconnect();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Somebody with an open attempt at every problem. */
async function signUpWithAttempts(url: string): Promise<string> {
  const visitor = createVisitor(url);
  await visitor.postForm("/sign-up", {
    name: "Ana Bench",
    email: "ana@bench.example",
    password: "four words in a row",
  });
  for (const { slug } of await readContent(ROOT_DIR)) {
    const setup = { level: "senior", lens: "ai_lab", minutes: "45" };
    const { status } = await visitor.postForm(`/problems/${slug}`, setup);
    if (status !== 302) throw new Error(`the start of ${slug} answered ${status}`);
  }
  return visitor.readCookie();
}

async function load(arm: Arm, seconds: number): Promise<z.infer<typeof resultSchema>> {
  const headers = [
    "-H",
    "accept-encoding=gzip",
    ...(arm.cookie ? ["-H", `cookie=${arm.cookie}`] : []),
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [
    AUTOCANNON,
    ...["--json", "-c", String(CONNECTIONS), "-d", String(seconds)],
    ...headers,
    arm.url,
  ]);
  const result = resultSchema.parse(JSON.parse(stdout));
  if (result.non2xx + result.errors > 0) throw new Error(`${arm.name} answered with errors`);
  return result;
}

function print(arm: Arm, hello: Arm | undefined): void {
  const ratios = arm.perSecond.map((value, round) => value / (hello?.perSecond[round] ?? NaN));
  const range = `${Math.min(...ratios).toFixed(2)}–${Math.max(...ratios).toFixed(2)}`;
  console.log(
    `  ${arm.name.padEnd(28)} ${median(arm.perSecond).toFixed(0).padStart(6)} a second, p99 ${median(arm.p99Ms).toFixed(0).padStart(4)} ms, ratio ${median(ratios).toFixed(2)} (${range})`,
  );
}

await main();
