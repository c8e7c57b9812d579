/** What a child of `npm start` tells its parent once it does its work. */
export type ReadyMessage = { type: "ready"; url?: string };

const DEFAULT_TIMEOUT_MS = 15_000;

/** Tells the parent, if there is one, that this process does its work now. */
export function reportReady(details: { url?: string } = {}): void {
  const message: ReadyMessage = { type: "ready", ...details };
  if (process.connected) process.send?.(message);
}

/**
 * Runs `stop` once when this process is asked to end: SIGTERM, SIGINT, or the parent's death, which
 * shows as the end of the channel to it. Then exits: 0 when `stop` came through, 1 when it failed
 * or took longer than `timeoutMs`.
 */
export function stopWhenAsked(
  stop: (reason: string) => Promise<void>,
  options: { timeoutMs?: number; onError?: (error: unknown) => void } = {},
): void {
  let asked = false;
  async function stopOnce(reason: string): Promise<void> {
    if (asked) return;
    asked = true;
    setTimeout(() => process.exit(1), options.timeoutMs ?? DEFAULT_TIMEOUT_MS).unref();
    try {
      await stop(reason);
      process.exit(0);
    } catch (error) {
      options.onError?.(error);
      process.exit(1);
    }
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => void stopOnce(signal));
  }
  const parentGone = () => void stopOnce("the parent is gone");
  process.once("disconnect", parentGone);
  // It may have died while this process was still getting ready.
  if (process.send && !process.connected) parentGone();
}
