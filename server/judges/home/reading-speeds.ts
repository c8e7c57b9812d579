/** Longest a model may take to be loaded and to read a prompt where nothing is known of it. */
const UNKNOWN_MS = 600_000;
const LEAST_MS = 60_000;
const PATIENCE = 3;
/** Ollama unloads a model after five minutes without a call; loading it again takes its own time. */
const STAYS_LOADED_MS = 240_000;
/** Fewer tokens say more of the way to the server than of reading. */
const MIN_TOKENS = 200;
const MAX_KEPT = 200;

type Measured = {
  /** Slowest that was seen: where a server doesn't say what its cache held, others look too fast. */
  tokensPerSecond: number;
  lastAt: number;
};

/** How fast models read, by address and model, for the process's life. */
export type ReadingSpeeds = {
  /** Milliseconds to wait for the first token of a reply to so many tokens. */
  waitFor: (key: string, tokens: number) => number;
  /** @param tokens read anew, those that the cache held not counted */
  keep: (key: string, tokens: number, ms: number) => void;
};

export function createReadingSpeeds(now: () => number = Date.now): ReadingSpeeds {
  const kept = new Map<string, Measured>();
  return {
    waitFor: (key, tokens) => {
      const known = kept.get(key);
      if (!known || now() - known.lastAt > STAYS_LOADED_MS) return UNKNOWN_MS;
      return Math.max(LEAST_MS, (PATIENCE * 1000 * tokens) / known.tokensPerSecond);
    },
    keep: (key, tokens, ms) => {
      const known = kept.get(key);
      const seen = tokens < MIN_TOKENS || ms <= 0 ? null : (1000 * tokens) / ms;
      const slowest = Math.min(seen ?? Infinity, known?.tokensPerSecond ?? Infinity);
      if (slowest === Infinity) return;
      const [oldest] = kept.keys();
      if (kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest);
      kept.set(key, { tokensPerSecond: slowest, lastAt: now() });
    },
  };
}
