import type { EventEmitter } from "node:events";
import { setTimeout as pause } from "node:timers/promises";

type Way = "uncaughtException" | "unhandledRejection";

/**
 * Runs something and returns what escaped it meanwhile, which would have ended a process: here
 * vitest's own listeners would fail the run instead, so they wait until it is over.
 */
export async function collectEscaped(way: Way, run: () => Promise<void>): Promise<unknown[]> {
  const emitter: EventEmitter = process;
  const escaped: unknown[] = [];
  const note = (error: unknown): void => void escaped.push(error);
  const before = emitter.listeners(way) as ((error: unknown) => void)[];
  emitter.removeAllListeners(way);
  emitter.on(way, note);
  try {
    await run();
    // What would escape does so in the next turns of the event loop.
    for (let turn = 0; turn < 20; turn += 1) await pause(1);
  } finally {
    emitter.off(way, note);
    for (const listener of before) emitter.on(way, listener);
  }
  return escaped;
}
