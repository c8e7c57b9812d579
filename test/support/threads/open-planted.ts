import pino from "pino";
import { openThreads } from "#server/threads/open-threads";
import type { ThreadOptions, Threads } from "#server/threads/open-threads";

/** Entry of threads that do what a text with one of `PLANTED` says. */
const PLANTED_FILE = new URL("planted-thread.ts", import.meta.url);

/** Small, so that a thread that eats memory is soon full. */
const PLANTED_HEAP_MB = 192;

export function openPlanted(options: Partial<ThreadOptions> = {}): Threads {
  return openThreads({
    log: pino({ level: "silent" }),
    quick: 1,
    warm: 0,
    maxWaiting: 10,
    file: PLANTED_FILE,
    maxHeapMb: PLANTED_HEAP_MB,
    ...options,
  });
}
