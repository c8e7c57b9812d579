/** Longest a model may take to be loaded and to read a prompt where nothing is known of it. */
const UNKNOWN_MS = 600_000;
const LEAST_MS = 60_000;
const PATIENCE = 3;
/** Ollama unloads a model after five minutes without a call; loading it again takes its own time. */
const STAYS_LOADED_MS = 240_000;
/** Fewer tokens say more of the way to the server than of reading or writing. */
const MIN_READ_TOKENS = 200;
const MIN_WRITTEN_TOKENS = 20;

/** A model at an address; the address is that of chat completions. */
export type ModelAt = { address: string; model: string };

/** The address of chat completions, as the client makes it of a base URL. */
export function addressOf(baseUrl: string): string {
  return new URL(`${baseUrl.replace(/\/$/, "")}/chat/completions`).href;
}

/** How fast a model is, in tokens per second. */
export type Speeds = {
  /** Slowest that was seen: where a server doesn't say what its cache held, others look too fast. */
  readsPerSecond: number | null;
  /** Of the last call, thoughts counted. */
  writesPerSecond: number | null;
  /** Tokens of thoughts before the last reply. */
  thoughtTokens: number | null;
};

/** Where speeds are kept. */
export type SpeedStore = {
  /** Null where nothing was measured. */
  find: (of: ModelAt) => Promise<(Speeds & { sinceMs: number }) | null>;
  /** Keeps the slower speed of reading, and of the rest what was measured last. */
  keep: (of: ModelAt, seen: Speeds) => Promise<void>;
};

/** Tokens, and milliseconds that they took. */
type Pace = { tokens: number; ms: number };

/** What one call showed; tokens that the cache held aren't read. */
export type CallPaces = { read: Pace; written: Pace; thoughtTokens: number | null };

/** Milliseconds to wait for the first token of a reply to so many tokens. */
export async function waitForFirst(
  store: SpeedStore,
  of: ModelAt,
  tokens: number,
): Promise<number> {
  const known = await store.find(of).catch(() => null);
  if (known === null || known.readsPerSecond === null) return UNKNOWN_MS;
  if (known.sinceMs > STAYS_LOADED_MS) return UNKNOWN_MS;
  return Math.max(LEAST_MS, (PATIENCE * 1000 * tokens) / known.readsPerSecond);
}

/** Whether the model has answered so lately that it is still in memory. */
export async function isLoaded(store: SpeedStore, of: ModelAt): Promise<boolean> {
  const known = await store.find(of).catch(() => null);
  return known !== null && known.sinceMs <= STAYS_LOADED_MS;
}

/** Keeps what a call showed. A reply is worth more than its measure: it isn't lost with the store. */
export async function keepPaces(store: SpeedStore, of: ModelAt, paces: CallPaces): Promise<void> {
  await store.keep(of, toSpeeds(paces)).catch(() => undefined);
}

/** Tokens per second; null of what was too little to measure by. */
export function toSpeeds({ read, written, thoughtTokens }: CallPaces): Speeds {
  return {
    readsPerSecond: perSecond(read, MIN_READ_TOKENS),
    writesPerSecond: perSecond(written, MIN_WRITTEN_TOKENS),
    thoughtTokens,
  };
}

function perSecond({ tokens, ms }: Pace, least: number): number | null {
  return tokens < least || ms <= 0 ? null : (1000 * tokens) / ms;
}
