import { mkdtemp, rm } from "node:fs/promises";
import { cpus, loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { parseArgs } from "node:util";
import pLimit from "p-limit";
import { createRandom } from "#domain/statistics/random";
import { openProductDatabase } from "../support/product-database";
import { startProduct, type Product } from "../support/start-product";
import { joinAsCandidate, type Candidate, type Part } from "./crowd/candidate";
import { findLost } from "./crowd/find-lost";
import type { Sent } from "./crowd/own-connection";
import { readProcessorTime } from "./crowd/processor-time";
import { percentile } from "./percentile";
import { INTERVIEW_MS, writeTyping } from "./save/typing-script";

/** Different interviews; candidates on the same one are at different minutes of it. */
const INTERVIEWS = 20;
const JOINING_AT_ONCE = 8;
const LEAD_MS = 2_000;
const TARGET_P95_MS = 150;

/**
 * `npm run bench:crowd -- --candidates 300 --minutes 5`: so many candidates at work at once against
 * the product as `npm start` runs it, with its embedded database, on this machine. Each signs up by
 * the form, has a connection of its own and the real client's save loop, and plays in real time
 * some minutes of the scripted interview of `bench:save`, at its own place in it. Afterwards the
 * database is asked for everything it acknowledged. Exit code 1 when something was lost.
 */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      candidates: { type: "string", default: "300" },
      minutes: { type: "string", default: "5" },
    },
  });
  const count = Number(values.candidates);
  const lastsMs = Number(values.minutes) * 60_000;
  const dataDir = await mkdtemp(join(tmpdir(), "scaleboard-crowd-"));
  const product = await startProduct(dataDir, { SIGN_UPS_PER_HOUR: "100000" });
  const candidates: Candidate[] = [];
  try {
    candidates.push(...(await joinAll(product.url, count, lastsMs)));
    const figures = await letWork(product, candidates);
    const lost = await findAllLost(dataDir, candidates);
    print(candidates, { ...figures, minutes: lastsMs / 60_000, lost });
    if (lost.length > 0) process.exitCode = 1;
  } finally {
    for (const candidate of candidates) candidate.close();
    await product.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

async function joinAll(url: string, count: number, lastsMs: number): Promise<Candidate[]> {
  const interviews = Array.from({ length: Math.min(INTERVIEWS, count) }, (_, index) =>
    writeTyping(createRandom(index + 1)),
  );
  const limit = pLimit(JOINING_AT_ONCE);
  return Promise.all(
    Array.from({ length: count }, (_, index) => {
      const fromMs = ((index + 0.5) / count) * Math.max(0, INTERVIEW_MS - lastsMs);
      const events = interviews[index % interviews.length] ?? [];
      const part: Part = { events, fromMs, lastsMs };
      return limit(() => joinAsCandidate(url, index + 1, part));
    }),
  );
}

type Load = {
  /** Seconds from the first edit to the last reply. */
  elapsedS: number;
  /** Processor time used meanwhile, as a share of one core, by process. */
  cores: Map<string, number>;
  /** 95th percentile of how late the load's own timers ran: it delays what is measured. */
  loopDelayP95Ms: number;
  unsaved: number;
  loadBefore: number;
};

async function letWork(product: Product, candidates: readonly Candidate[]): Promise<Load> {
  const loadBefore = loadavg()[0] ?? Number.NaN;
  const loopDelay = monitorEventLoopDelay({ resolution: 10 });
  loopDelay.enable();
  const before = readProcessorTime(product.listFamily());
  const ownBefore = process.cpuUsage();
  const startsAtMs = performance.now() + LEAD_MS;
  const saved = await Promise.all(candidates.map((candidate) => candidate.work(startsAtMs)));
  const elapsedMs = performance.now() - startsAtMs;
  const own = process.cpuUsage(ownBefore);
  loopDelay.disable();
  const cores = new Map<string, number>();
  for (const [name, ms] of readProcessorTime(product.listFamily()))
    cores.set(name, (ms - (before.get(name) ?? 0)) / elapsedMs);
  cores.set("the load itself", (own.user + own.system) / 1_000 / elapsedMs);
  return {
    elapsedS: elapsedMs / 1_000,
    cores,
    loopDelayP95Ms: loopDelay.percentile(95) / 1e6,
    unsaved: saved.filter((isSaved) => !isSaved).length,
    loadBefore,
  };
}

async function findAllLost(dataDir: string, candidates: readonly Candidate[]): Promise<string[]> {
  const handle = await openProductDatabase(dataDir);
  try {
    const lost: string[] = [];
    for (const [index, candidate] of candidates.entries())
      for (const line of await findLost(handle.db, candidate))
        lost.push(`candidate ${index + 1}: ${line}`);
    return lost;
  } finally {
    await handle.close();
  }
}

function print(
  candidates: readonly Candidate[],
  load: Load & { minutes: number; lost: string[] },
): void {
  const sent = candidates.flatMap((candidate) => candidate.sent);
  const good = sent.filter(({ status }) => status === 200).map(({ elapsedMs }) => elapsedMs);
  const at = (share: number) => `${percentile(good, share).toFixed(0)} ms`;
  const cores = [...load.cores].filter(([, share]) => share >= 0.005);
  console.log(`${candidates.length} candidates saving at once for ${load.minutes} minutes`);
  console.log(
    `  on ${cpus().length} cores that the load shares, ${cpus()[0]?.model.trim()}, Node ${process.version}, load average before ${load.loadBefore.toFixed(1)}`,
  );
  console.log(
    `  saves            ${good.length}, ${(good.length / load.elapsedS).toFixed(0)} a second`,
  );
  console.log(
    `  a save           p50 ${at(0.5)}, p95 ${at(0.95)} (target ${TARGET_P95_MS}), p99 ${at(0.99)}, slowest ${at(1)}`,
  );
  console.log(`  errors           ${describeErrors(sent)}; not saved in the end: ${load.unsaved}`);
  console.log(
    `  processor        ${cores.map(([name, share]) => `${name} ${share.toFixed(2)}`).join(", ")} cores`,
  );
  console.log(`  the load's own timers were late by ${load.loopDelayP95Ms.toFixed(0)} ms at p95`);
  const acknowledged = candidates.reduce((sum, one) => sum + one.acknowledged.size, 0);
  console.log(
    `  acknowledged     ${acknowledged} saves, looked up in the database: ${load.lost.length} lost`,
  );
  for (const line of load.lost.slice(0, 20)) console.log(`    ${line}`);
}

function describeErrors(sent: readonly Sent[]): string {
  const byStatus = new Map<number, number>();
  for (const { status } of sent)
    if (status !== 200) byStatus.set(status, (byStatus.get(status) ?? 0) + 1);
  if (byStatus.size === 0) return "none";
  return [...byStatus]
    .map(([status, count]) => `${count} × ${status === 0 ? "no answer" : status}`)
    .join(", ");
}

await main();
