import { pino } from "pino";
import { openReadThreads } from "#server/threads/open-read-threads";
import { openThreads } from "#server/threads/open-threads";

// Of a web side under test: none starts before it is asked for, and few wait.
const COLD = { log: pino({ level: "silent" }), quick: 1, warm: 0, maxWaiting: 1 };

export function openColdThreads() {
  return openThreads(COLD);
}

export function openColdReading() {
  return openReadThreads(COLD);
}
