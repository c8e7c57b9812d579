import { setTimeout as wait } from "node:timers/promises";
import type { Db } from "../db/client";
import { GONE_AFTER_MS, leaveTurn, renewTurn } from "./take-turn";
import type { Turn } from "./take-turn";

/** How often a holder shows that it is there, and looks whether it is still wanted. */
const BEAT_MS = 2_000;

export type HeldTurn = {
  /** Aborted once the turn, or the work itself, is another's. */
  lost: AbortSignal;
  release: () => Promise<void>;
};

/**
 * Keeps a turn until it is released. Where the database is away for as long as others wait for a holder,
 * the turn counts as lost.
 * @param options.isWanted looks whether the work may go on; absent: always
 */
export function holdTurn(
  db: Db,
  turn: Turn,
  options: { isWanted?: () => Promise<boolean>; beatMs?: number } = {},
): HeldTurn {
  const { isWanted = () => Promise.resolve(true), beatMs = BEAT_MS } = options;
  const lost = new AbortController();
  const over = new AbortController();
  async function beat(): Promise<void> {
    let seenAtMs = performance.now();
    while (!over.signal.aborted && !lost.signal.aborted) {
      await wait(beatMs, undefined, { signal: over.signal }).catch(() => undefined);
      if (over.signal.aborted) return;
      try {
        const [isHeld, isStillWanted] = await Promise.all([renewTurn(db, turn), isWanted()]);
        if (!isHeld || !isStillWanted) lost.abort();
        seenAtMs = performance.now();
      } catch {
        if (performance.now() - seenAtMs > GONE_AFTER_MS) lost.abort();
      }
    }
  }
  const beating = beat();
  return {
    lost: lost.signal,
    release: async () => {
      over.abort();
      await beating;
      await leaveTurn(db, turn);
    },
  };
}
