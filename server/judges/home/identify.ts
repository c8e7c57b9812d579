import { z } from "zod";
import type { HomeServer } from "#domain/settings/home-servers";
import { createHttpFetch } from "../openai/http-fetch";

export type { HomeServer } from "#domain/settings/home-servers";

/** These addresses answer from memory, also while the model works. */
const TIMEOUT_MS = 2_000;
/** That nothing of the kind is there holds so long: somebody may be about to start it. */
const NOTHING_KEPT_MS = 60_000;
const MAX_KEPT = 200;

/**
 * What each says at an address that the others don't have, as far as it is read. Ollama's comes last:
 * other servers copy its API, and no server copies theirs.
 */
const SIGNS: readonly { home: HomeServer; path: string; says: z.ZodType }[] = [
  {
    // https://github.com/ggml-org/llama.cpp/blob/master/tools/server/README.md, GET /props
    home: "llama.cpp",
    path: "/props",
    says: z.object({ default_generation_settings: z.object({}) }),
  },
  {
    // https://lmstudio.ai/docs/developer/rest/endpoints, GET /api/v0/models
    home: "lm-studio",
    path: "/api/v0/models",
    says: z.object({ data: z.array(z.object({ id: z.string(), state: z.string() })) }),
  },
  {
    // https://github.com/ollama/ollama/blob/main/docs/api.md, Version
    home: "ollama",
    path: "/api/version",
    says: z.object({ version: z.string().regex(/^\d+\.\d+\.\d+/) }),
  },
];

/** What is at an address. "silent": nothing that answers now, or it is still starting. */
export type Found = HomeServer | "silent" | null;

type Kept = { home: HomeServer | null; until: number };
const kept = new Map<string, Kept>();

/**
 * Which home server answers at this base URL, by an address of its own; null for all else. What was
 * found is kept for the process's life, that something else is there for a minute, and that nothing
 * answered not at all. Two seconds at most.
 * @param baseUrl with or without /v1 at its end
 * @param fetch reads whole replies within bounds, and calls only where it may
 * @throws never for what a server does; the signal's reason once it is aborted
 */
export async function identifyHome(
  baseUrl: string,
  signal: AbortSignal,
  fetch: typeof globalThis.fetch = createHttpFetch(),
): Promise<HomeServer | null> {
  const found = await lookForHome(baseUrl, signal, fetch);
  return found === "silent" ? null : found;
}

/** As `identifyHome`, and tells a server that doesn't answer from one of another kind. */
export async function lookForHome(
  baseUrl: string,
  signal: AbortSignal,
  fetch: typeof globalThis.fetch = createHttpFetch(),
): Promise<Found> {
  signal.throwIfAborted();
  const root = rootOf(baseUrl);
  const known = kept.get(root);
  if (known !== undefined && known.until > Date.now()) return known.home;
  const answers = await bounded(signal, (within) =>
    Promise.all(SIGNS.map(({ path, says }) => asks(`${root}${path}`, says, within, fetch))),
  );
  signal.throwIfAborted();
  const home = SIGNS.find((_, i) => answers[i] === "yes")?.home ?? null;
  if (home === null && answers.includes("silent")) return "silent";
  keep(root, home);
  return home;
}

/** Where a server's own addresses begin: OpenAI's lie below /v1. */
export function rootOf(baseUrl: string): string {
  return baseUrl.replace(/\/$/, "").replace(/\/v1$/, "");
}

/** Node 20 forgets a signal made by `AbortSignal.any` of a timeout; this one is held. */
async function bounded<Value>(
  signal: AbortSignal,
  work: (within: AbortSignal) => Promise<Value>,
): Promise<Value> {
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  const timer = setTimeout(abort, TIMEOUT_MS);
  signal.addEventListener("abort", abort, { once: true });
  try {
    return await work(stop.signal);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

async function asks(
  url: string,
  says: z.ZodType,
  signal: AbortSignal,
  fetch: typeof globalThis.fetch,
): Promise<"yes" | "no" | "silent"> {
  try {
    const response = await fetch(url, { signal });
    // llama.cpp answers 503 while it loads its model.
    if (response.status >= 500) return "silent";
    if (!response.ok) return "no";
    return says.safeParse(await response.json().catch(() => null)).success ? "yes" : "no";
  } catch {
    return "silent";
  }
}

function keep(root: string, home: HomeServer | null): void {
  const [oldest] = kept.keys();
  if (kept.size >= MAX_KEPT && oldest !== undefined) kept.delete(oldest);
  kept.delete(root);
  kept.set(root, { home, until: home === null ? Date.now() + NOTHING_KEPT_MS : Infinity });
}
