import pino from "pino";
import { openThreads } from "#server/threads/open-threads";
import type { Threads } from "#server/threads/open-threads";

let threads: Threads | null = null;

/**
 * Threads for every worker that the tests of this process start, one after the other: a new one
 * takes seconds to load, and learns the rubrics anew. They end with the process.
 */
export function sharedThreads(): Threads {
  threads ??= openThreads({ log: pino({ level: "silent" }), quick: 1, warm: 0, maxWaiting: 1_000 });
  return threads;
}
