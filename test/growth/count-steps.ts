import { Session } from "node:inspector/promises";
import { getHeapStatistics } from "node:v8";

/** What is run and counted, by name. */
export type Work = readonly (readonly [string, () => unknown])[];
/**
 * How often the busiest block of a function was entered, by "file:function:offset", and bytes
 * allocated, by name.
 */
export type Counts = { steps: Map<string, number>; bytes: Map<string, number> };

/**
 * Counts what code does without a clock. V8's block coverage gives how often each block of
 * JavaScript ran, in libraries too; how far the heap has grown, what was allocated, by native code
 * such as `Intl.Segmenter` too. Neither sees the inside of a regular expression: those are linted
 * (eslint.config.js, `regexp/no-super-linear-*`).
 *
 * Only code that is loaded afterwards is counted block by block, so call it before importing it. The
 * process needs a young generation that holds all that is allocated meanwhile (`NODE_FLAGS`): what
 * is collected isn't counted.
 */
export async function startCounting(): Promise<(work: Work) => Promise<Counts>> {
  const inspector = new Session();
  inspector.connect();
  await inspector.post("Profiler.enable");
  await inspector.post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });
  return async (work) => {
    await inspector.post("Profiler.takePreciseCoverage");
    globalThis.gc?.({ type: "minor", execution: "sync" });
    const bytes = new Map<string, number>();
    for (const [name, run] of work) {
      const before = getHeapStatistics().used_heap_size;
      await run();
      bytes.set(name, getHeapStatistics().used_heap_size - before);
    }
    const steps = new Map<string, number>();
    const { result } = await inspector.post("Profiler.takePreciseCoverage");
    for (const { url, functions } of result) {
      for (const { functionName, ranges } of functions) {
        const key = `${url}:${functionName}:${ranges[0]?.startOffset ?? 0}`;
        // Not their sum: V8 joins neighbouring blocks that were entered equally often.
        const entered = ranges.reduce((most, { count }) => Math.max(most, count), 0);
        steps.set(key, (steps.get(key) ?? 0) + entered);
      }
    }
    return { steps, bytes };
  };
}

export const NODE_FLAGS = ["--expose-gc", "--min-semi-space-size=256", "--max-semi-space-size=256"];
