import { setTimeout as wait } from "node:timers/promises";
import { parseArgs } from "node:util";
import { entrySchema } from "./entry.schema";
import { openDoorsWorld } from "./open-world";
import type { DoorsWorld } from "./open-world";
import { readCorpus, readHonest } from "./read-corpus";
import { isAtRest, reportEntries, reportFamilies, reportRest } from "./report";
import { markLogged, runCorpus, runInjections } from "./run-corpus";
import { runHonest } from "./run-honest";
import type { Options } from "./run-corpus";
import { tryEntry } from "./try-entry";
import type { Tried } from "./try-entry";
import type { Rest } from "./watch-product";

/** What the machine does to a wait by itself, before anything is tried. */
const IDLE_MS = 3_000;
/** Longer than any connection or count of a minute is kept. */
const REST_MS = 90_000;
const REST_LOOK_MS = 5_000;

/**
 * `npm run doors`: the whole corpus against a started product. `--family NAME` and `--entry ID` (both
 * may be given more than once) try only these; `--all` prints every entry, not only what matters.
 * Ends with 1 when anything got through or honest work was harmed.
 */
async function main(): Promise<number> {
  const many = { type: "string", multiple: true } as const;
  const { values } = parseArgs({
    options: { family: many, entry: many, all: { type: "boolean", default: false } },
  });
  const { family: families = [], entry: ids = [] } = values;
  const isPart = families.length + ids.length > 0;
  const options: Options = {
    isWanted: (entry, family) => !isPart || families.includes(family) || ids.includes(entry.id),
    onTried: (tried) => {
      if (values.all || tried.outcome === "through") say(tried);
    },
  };
  const [corpus, honest] = await Promise.all([readCorpus(), readHonest()]);
  const world = await openDoorsWorld();
  try {
    await world.watch.take();
    await wait(IDLE_MS);
    const idle = await world.watch.take();
    console.log(`idle: wait ${idle.healthMs.toFixed(0)} ms, busy ${idle.webBusyMs.toFixed(0)} ms`);
    const isHonestWanted = !isPart || families.includes("honest");
    const passed = isHonestWanted ? await runHonest(world, honest) : [];
    await warmUp(world);
    const before = await world.watch.readRest();
    const sent = await runCorpus(world, corpus, options);
    const { rest: after, restMs } = await readAtRest(world, before);
    await world.end();
    const tried = await markLogged(world, sent);
    tried.push(...(await runInjections(corpus, options)));
    const harmed = passed.filter(({ harm }) => harm !== null);
    for (const line of [...reportFamilies(tried), ...reportEntries(tried), ""]) console.log(line);
    for (const line of reportRest(before, after)) console.log(line);
    console.log(`looked at ${(restMs / 1_000).toFixed(0)} s after the last entry`);
    console.log(`honest: ${passed.length} tried, ${harmed.length} harmed`);
    for (const { entry, harm } of harmed) console.log(`  ${entry.id}: ${harm}`);
    const isAnyThrough = tried.some(({ outcome }) => outcome === "through");
    return harmed.length > 0 || isAnyThrough ? 1 : 0;
  } finally {
    await world.close();
  }
}

/** What is kept once the floods' connections and the minute's counts are gone, or that isn't the reason. */
async function readAtRest(
  world: DoorsWorld,
  before: Rest,
): Promise<{ rest: Rest; restMs: number }> {
  const startedMs = performance.now();
  for (;;) {
    const rest = await world.watch.readRest();
    const restMs = performance.now() - startedMs;
    if (isAtRest(before, rest) || restMs > REST_MS) return { rest, restMs };
    await wait(REST_LOOK_MS);
  }
}

/** What is loaded once is no growth: a few gradings and previews before the heap is looked at. */
async function warmUp(world: DoorsWorld): Promise<void> {
  const words = "We cache the answers for an hour and rank 200 documents a request. ";
  for (const into of ["answer", "markdown", "label", "rubric", "answer"] as const) {
    const entry = { id: "warm-up", why: "loads what is loaded once", text: words.repeat(50), into };
    const as = into === "markdown" || into === "rubric" ? "admin" : "candidate";
    await tryEntry(world, "text", entrySchema.parse({ ...entry, as }));
  }
}

function say({ entry, outcome, said, stall, tookMs }: Tried): void {
  const times = stall
    ? `wait ${stall.healthMs.toFixed(0)}, busy ${stall.webBusyMs.toFixed(0)}, worker ${stall.workerBusyMs.toFixed(0)}`
    : "";
  console.log(`${outcome.padEnd(8)} ${entry.id}: ${said}; took ${tookMs.toFixed(0)} ms; ${times}`);
}

process.exitCode = await main();
