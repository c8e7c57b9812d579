import { setTimeout as wait } from "node:timers/promises";
import type { Logger } from "pino";
import { onLostConnection } from "../log";
import { withinMs } from "./within-ms";

/** What a process can't work without, by the name that its log has for it. */
export type Stores = Record<string, () => Promise<unknown>>;

const ASK_EVERY_MS = 1_000;
const ANSWERS_WITHIN_MS = 1_000;

/**
 * Says in the log when a store that was away is back. Begins to ask with the first line that says that
 * one can't be reached, and ends when all of them answer.
 * @returns how to end it before
 */
export function watchStores(log: Logger, stores: Stores): () => void {
  const closing = new AbortController();
  let isWatching = false;

  async function watch(): Promise<void> {
    const startedMs = performance.now();
    do await pause(closing.signal);
    while (!closing.signal.aborted && !(await areThere(stores)));
    isWatching = false;
    if (closing.signal.aborted) return;
    const seconds = Math.round((performance.now() - startedMs) / 1000);
    log.info({ seconds }, `${Object.keys(stores).join(" and ")} answer again`);
  }

  onLostConnection(log, () => {
    if (isWatching || closing.signal.aborted) return;
    isWatching = true;
    void watch();
  });
  return () => closing.abort();
}

async function areThere(stores: Stores): Promise<boolean> {
  try {
    const asked = Object.entries(stores).map(([name, ask]) =>
      withinMs(ANSWERS_WITHIN_MS, ask, name),
    );
    await Promise.all(asked);
    return true;
  } catch {
    // Why has been said by the work that needed it.
    return false;
  }
}

/** Ends at once when the signal is aborted. */
function pause(signal: AbortSignal): Promise<void> {
  return wait(ASK_EVERY_MS, undefined, { signal }).catch(() => undefined);
}
