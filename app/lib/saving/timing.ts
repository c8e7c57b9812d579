/** Time and chance, handed in so that tests own them. */
export type Timing = {
  /** Monotonic milliseconds; only differences mean anything. */
  nowMs: () => number;
  /** Runs once after the delay; the returned function calls it off. */
  schedule: (run: () => void, delayMs: number) => () => void;
  /** 0 ≤ x < 1, for jitter. */
  random: () => number;
};

/** The browser's (or Node's) own. */
export function systemTiming(): Timing {
  return {
    nowMs: () => performance.now(),
    schedule(run, delayMs) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
    random: () => Math.random(),
  };
}
