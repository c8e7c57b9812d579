/** Drift granted to the monotonic clock while no reply came: 1 ms a second. */
const DRIFT_PER_MS = 0.001;
/** Wall clock and monotonic clock apart by this much: the machine slept, or somebody set its clock. */
const SUSPICIOUS_GAP_MS = 2_000;

export type ClockReading = { serverNowMs: number; sentAtMs: number; receivedAtMs: number };

/**
 * The server's time, as told by its replies and carried between them by a monotonic clock. The
 * machine's own date is never used as a time, only as a tripwire: `hasLeapt` says that time passed
 * which the monotonic clock did not see (a laptop asleep), so that the caller asks the server anew.
 */
export class ServerClock {
  readonly #monotonicMs: () => number;
  readonly #wallMs: () => number;
  #offsetMs: number | null = null;
  #uncertaintyMs = Infinity;
  #observedAtMs = 0;
  #wallGapMs: number;

  /** @param clocks milliseconds: monotonic (performance.now) and the machine's date (Date.now) */
  constructor(clocks: { monotonicMs: () => number; wallMs: () => number }) {
    this.#monotonicMs = clocks.monotonicMs;
    this.#wallMs = clocks.wallMs;
    this.#wallGapMs = clocks.wallMs() - clocks.monotonicMs();
  }

  /**
   * Takes a reply's time. It was true at some moment between sending and receiving; the middle is
   * assumed (as NTP does), and a vaguer reading never replaces a sharper one that has not aged.
   */
  observe(reading: ClockReading): void {
    const { serverNowMs, sentAtMs, receivedAtMs } = reading;
    if (!Number.isFinite(serverNowMs)) return;
    const uncertaintyMs = Math.max(0, receivedAtMs - sentAtMs) / 2;
    const agedMs = this.#uncertaintyMs + (receivedAtMs - this.#observedAtMs) * DRIFT_PER_MS;
    if (this.#offsetMs !== null && uncertaintyMs > agedMs && !this.hasLeapt()) return;
    this.#offsetMs = serverNowMs - (sentAtMs + receivedAtMs) / 2;
    this.#uncertaintyMs = uncertaintyMs;
    this.#observedAtMs = receivedAtMs;
    this.#wallGapMs = this.#wallMs() - this.#monotonicMs();
  }

  /** Milliseconds since 1970 by the server's clock; null before its first word. */
  nowMs(): number | null {
    return this.#offsetMs === null ? null : this.#monotonicMs() + this.#offsetMs;
  }

  /** Milliseconds until an ISO 8601 moment, never below 0; null while the server's time is unknown. */
  remainingMs(deadlineAt: string): number | null {
    const nowMs = this.nowMs();
    return nowMs === null ? null : Math.max(0, Date.parse(deadlineAt) - nowMs);
  }

  /** True when the machine slept or its date was set since the last reading. */
  hasLeapt(): boolean {
    const gapMs = this.#wallMs() - this.#monotonicMs();
    return Math.abs(gapMs - this.#wallGapMs) > SUSPICIOUS_GAP_MS;
  }
}
