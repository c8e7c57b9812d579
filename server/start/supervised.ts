/** What a child of `npm start` tells its parent once it does its work. */
export type ReadyMessage = { type: "ready"; url?: string };

const DEFAULT_TIMEOUT_MS = 15_000;

/** Tells the parent, if there is one, that this process does its work now. */
export function reportReady(details: { url?: string } = {}): void {
  const message: ReadyMessage = { type: "ready", ...details };
  if (process.connected) process.send?.(message);
}

// At exit the log writes out what it holds and waits for a reader; an orphan has none, for ever.
const endAtOnce = (): void => void process.kill(process.pid, "SIGKILL");

/**
 * Ends this process at once when its parent dies: a start may wait for a database that died with
 * the parent. To be called before that; from `stopWhenAsked` on there is something to stop first.
 */
export function endWithParent(): void {
  onParentGone(endAtOnce);
}

/** It may have died while this process was still loading. */
function onParentGone(run: () => void): void {
  process.once("disconnect", run);
  if (process.send && !process.connected) run();
}

/**
 * Runs `stop` once when this process is asked to end: SIGTERM, SIGINT, or the parent's death, which
 * shows as the end of the channel to it. Then exits: 0 when `stop` came through, 1 when it failed
 * or took longer than `timeoutMs`.
 */
export function stopWhenAsked(
  stop: () => Promise<void>,
  options: {
    timeoutMs?: number;
    /** Told of a signal. Not of the parent's death: nobody reads what is written then. */
    onSignal?: (signal: string) => void;
    onError?: (error: unknown) => void;
  } = {},
): void {
  let asked = false;
  async function stopOnce(leave: (code: number) => void): Promise<void> {
    if (asked) return;
    asked = true;
    setTimeout(() => leave(1), options.timeoutMs ?? DEFAULT_TIMEOUT_MS).unref();
    try {
      await stop();
      leave(0);
    } catch (error) {
      options.onError?.(error);
      leave(1);
    }
  }
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (!asked) options.onSignal?.(signal);
      void stopOnce((code) => process.exit(code));
    });
  }
  process.off("disconnect", endAtOnce);
  onParentGone(() => void stopOnce(endAtOnce));
}
