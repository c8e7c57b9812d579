export type RestartDecision = { restart: true; pauseMs: number } | { restart: false };

const WINDOW_MS = 60_000;
const MAX_DEATHS = 5;
/** A process that never did its work, twice, will not do it the third time either. */
const MAX_DEATHS_BEFORE_READY = 2;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;

/**
 * Whether a process that died is started again, and after what pause: 250 ms, doubled with each
 * death of the last minute, at most 5 s. `deathsAtMs` holds all deaths so far, this one included.
 */
export function decideRestart(
  deathsAtMs: readonly number[],
  nowMs: number,
  wasEverReady: boolean,
): RestartDecision {
  const recent = deathsAtMs.filter((at) => at > nowMs - WINDOW_MS).length;
  if (recent >= (wasEverReady ? MAX_DEATHS : MAX_DEATHS_BEFORE_READY)) return { restart: false };
  return {
    restart: true,
    pauseMs: Math.min(FIRST_PAUSE_MS * 2 ** Math.max(recent - 1, 0), LONGEST_PAUSE_MS),
  };
}
