import { useCallback, useEffect, useRef, useState, useSyncExternalStore } from "react";
import { ServerClock } from "~/lib/saving/server-clock";
import { useHydrated } from "~/lib/use-hydrated";

/** A page's data came by a request whose times we can't see: it took about this long. */
const ASSUMED_TRIP_MS = 600;

/** The server's clock of this page, set by every answer of the loader. */
export function useServerClock(serverNow: string): ServerClock {
  const [clock] = useState(
    () => new ServerClock({ monotonicMs: () => performance.now(), wallMs: () => Date.now() }),
  );
  const isDocument = useRef(!useHydrated());
  useEffect(() => {
    clock.observe({ serverNowMs: Date.parse(serverNow), ...findTrip(isDocument.current) });
    isDocument.current = false;
  }, [clock, serverNow]);
  return clock;
}

function findTrip(isDocument: boolean): { sentAtMs: number; receivedAtMs: number } {
  const [document] = performance.getEntriesByType("navigation");
  if (isDocument && document instanceof PerformanceNavigationTiming)
    return { sentAtMs: document.requestStart, receivedAtMs: document.responseStart };
  const nowMs = performance.now();
  return { sentAtMs: nowMs - ASSUMED_TRIP_MS, receivedAtMs: nowMs };
}

/**
 * The server's time in steps, in milliseconds since 1970; renders again at each step.
 *
 * @param serverNow what the page's data said, for the first render on both sides
 */
export function useServerNow(clock: ServerClock, serverNow: string, stepMs: number): number {
  const subscribe = useCallback(
    (onStep: () => void) => {
      const timer = setInterval(onStep, Math.min(stepMs, 500));
      return () => clearInterval(timer);
    },
    [stepMs],
  );
  const floor = (ms: number) => Math.floor(ms / stepMs) * stepMs;
  return useSyncExternalStore(
    subscribe,
    () => floor(clock.nowMs() ?? Date.parse(serverNow)),
    () => floor(Date.parse(serverNow)),
  );
}

/**
 * Calls back at a moment of the server's time, and again every `everyMs` while the moment stands.
 * Null never comes.
 */
export function useMoment(
  clock: ServerClock,
  moment: string | null,
  everyMs: number,
  onReached: () => void,
): void {
  const latest = useRef(onReached);
  useEffect(() => {
    latest.current = onReached;
  });
  useEffect(() => {
    if (moment === null) return;
    const atMs = Date.parse(moment);
    let lastMs = -Infinity;
    const timer = setInterval(() => {
      const nowMs = clock.nowMs();
      if (nowMs === null || nowMs < atMs || performance.now() - lastMs < everyMs) return;
      lastMs = performance.now();
      latest.current();
    }, 250);
    return () => clearInterval(timer);
  }, [clock, moment, everyMs]);
}
