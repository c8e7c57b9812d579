import { pino } from "pino";
import { openThreads } from "#server/threads/open-threads";

/** Threads of a web side under test: none starts before it is asked for, and few wait. */
export function openColdThreads() {
  const log = pino({ level: "silent" });
  return openThreads({ log, quick: 1, warm: 0, maxWaiting: 1 });
}
