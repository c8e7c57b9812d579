import { Session } from "node:inspector/promises";
import type { HeapProfiler, Profiler } from "node:inspector";

/** What one function of the source did: blocks of code entered, bytes allocated (sampled). */
export type Counted = { steps: number; bytes: number };
/** By "file:function:offset". */
export type Counts = Map<string, Counted>;

/** One sample in so many bytes on average. */
const SAMPLED_BYTES = 16_384;

/**
 * Counts what code does without a clock. V8's block coverage gives how often each block of
 * JavaScript ran; the sampling heap profiler what was allocated, also by native code such as
 * `Intl.Segmenter`. Neither sees the inside of a regular expression: those are linted
 * (eslint.config.js, `regexp/no-super-linear-*`).
 *
 * Only code that is loaded afterwards is counted block by block, so call it before importing it.
 */
export async function startCounting(): Promise<(work: () => unknown) => Promise<Counts>> {
  const session = new Session();
  session.connect();
  await session.post("Profiler.enable");
  await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  await session.post("HeapProfiler.enable");
  return async (work) => {
    await session.post("Profiler.takePreciseCoverage");
    await session.post("HeapProfiler.startSampling", SAMPLING);
    await work();
    const { profile } = await session.post("HeapProfiler.stopSampling");
    const { result } = await session.post("Profiler.takePreciseCoverage");
    const counts: Counts = new Map();
    for (const script of result) addSteps(counts, script);
    addBytes(counts, profile.head);
    return counts;
  };
}

/** What is collected again counts as well; the typings of Node 20 don't know these two. */
const SAMPLING = {
  samplingInterval: SAMPLED_BYTES,
  includeObjectsCollectedByMajorGC: true,
  includeObjectsCollectedByMinorGC: true,
};

function addSteps(counts: Counts, { url, functions }: Profiler.ScriptCoverage): void {
  for (const { functionName, ranges } of functions) {
    const steps = ranges.reduce((sum, { count }) => sum + count, 0);
    if (steps === 0) continue;
    entryOf(counts, `${url}:${functionName}:${ranges[0]?.startOffset ?? 0}`).steps += steps;
  }
}

/** Bytes have no offset of a function's beginning that coverage shares: they are kept by its name. */
function addBytes(counts: Counts, node: HeapProfiler.SamplingHeapProfileNode): void {
  const { url, functionName } = node.callFrame;
  if (node.selfSize > 0) entryOf(counts, `${url}:${functionName}`).bytes += node.selfSize;
  for (const child of node.children) addBytes(counts, child);
}

function entryOf(counts: Counts, key: string): Counted {
  let entry = counts.get(key);
  if (!entry) counts.set(key, (entry = { steps: 0, bytes: 0 }));
  return entry;
}
