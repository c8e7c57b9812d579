import type { HomeServer } from "#domain/settings/home-servers";
import { createHttpFetch } from "../openai/http-fetch";
import type { HttpFetchOptions } from "../openai/http-fetch";
import { hideKeys } from "../openai/hide-keys";
import { countTokens } from "../openai/spend";
import { isLoaded, keepPaces, toSpeeds, waitForFirst } from "./model-speeds";
import { createProcessSpeeds } from "./process-speeds";
import { createStreamReader } from "./read-stream";
import { watchSilence } from "./silence";
import type { CallPaces, ModelAt, SpeedStore } from "./model-speeds";
import type { CallWatch } from "./call-watch";
import type { Seen, Streamed } from "./read-stream";
import type { Paces } from "#domain/settings/grading-plan";
import type { CallStep } from "#domain/settings/judge-test.schema";

/** Longest any call to a home server takes, whatever signs of life it gives: 1 hour. */
export const MAX_HOME_CALL_MS = 3_600_000;
/** Without a stream nothing tells writing from a hang: as long as people wait for a grade, 30 minutes. */
const UNSTREAMED_MS = 1_800_000;
const BETWEEN_TOKENS_MS = 60_000;
/** An event has some 300 bytes beside its token; of 64,000 output tokens, and thoughts as long. */
const MAX_STREAM_BYTES = 40 * 1024 * 1024;

const speedsOfProcess = createProcessSpeeds();

type HomeFetchOptions = Pick<HttpFetchOptions, "guard" | "secrets"> & {
  home: HomeServer;
  /** Default: the process's own. */
  speeds?: SpeedStore;
  waitFor?: typeof waitForFirst;
  betweenMs?: number;
  /** Told of each reply that was streamed, whether thoughts came before it. */
  onThoughts?: (hasThoughts: boolean) => void;
  watch?: CallWatch;
};

/**
 * `fetch` for chat completions of a home server: asks for a stream, hangs up on silence and not after a
 * time, and gives back a completion as it comes unstreamed. A server whose streams are of no use (it
 * refuses the options, counts no tokens, breaks off) is asked unstreamed from then on.
 * @throws SilenceError
 */
export function createHomeFetch({
  home,
  speeds = speedsOfProcess,
  waitFor = waitForFirst,
  betweenMs = BETWEEN_TOKENS_MS,
  onThoughts,
  watch,
  ...options
}: HomeFetchOptions): typeof fetch {
  const http = createHttpFetch({ ...options, maxBytes: MAX_STREAM_BYTES });
  let isStreamed = true;

  async function once(url: URL, init: RequestInit, body: object | null): Promise<Response> {
    const of = { address: url.href, model: body && "model" in body ? String(body.model) : "" };
    const tokens = countTokens(String(init.body).length);
    const bounds = {
      untilFirstMs: body === null ? UNSTREAMED_MS : await waitFor(speeds, of, tokens),
      betweenMs,
    };
    const isWarm = await isLoaded(speeds, of);
    watch?.onStep(isWarm ? { kind: "reading", done: null, total: null } : { kind: "loading" });
    const reader = createStreamReader();
    const stop = new AbortController();
    const abort = (): void => stop.abort();
    init.signal?.addEventListener("abort", abort, { once: true });
    if (init.signal?.aborted) abort();
    let silence: Error | null = null;
    const silenceWatch = watchSilence(bounds, (error) => {
      silence = error;
      stop.abort();
    });
    const startedAt = performance.now();
    let firstAt: number | null = null;
    const onPart = (part: Buffer): void => {
      const life = reader.take(part);
      if (life === "writing") firstAt ??= performance.now();
      if (life === null) return;
      silenceWatch.hear(life);
      watch?.onStep(toStep(reader.seen()));
    };
    try {
      const sent = body === null ? init : { ...init, body: JSON.stringify(body) };
      const response = await http(
        url,
        { ...sent, headers: withoutLength(init.headers), signal: stop.signal },
        body === null ? undefined : onPart,
      );
      if (body === null || !isEventStream(response)) return response;
      const endedAt = performance.now();
      const streamed = reader.end();
      if (firstAt !== null) {
        const written = tokensWritten(streamed);
        const paces: CallPaces = {
          read: { tokens: tokensRead(streamed), ms: firstAt - startedAt },
          written: { tokens: written, ms: endedAt - firstAt },
          thoughtTokens: streamed.hasUsage ? Math.round(streamed.thoughtShare * written) : null,
        };
        await keepPaces(speeds, of, paces);
        watch?.onPaces(await toPaces(of, paces));
      }
      return toResponse(streamed);
    } catch (error) {
      throw silence ?? error;
    } finally {
      silenceWatch.end();
      init.signal?.removeEventListener("abort", abort);
    }
  }

  /**
   * Only llama.cpp has its model in memory before it answers and says what its cache held. Of the others
   * the slowest reading seen is the one that read all.
   */
  async function toPaces(of: ModelAt, seen: CallPaces): Promise<Paces> {
    const own = toSpeeds(seen);
    const isReadSure = home === "llama.cpp";
    if (isReadSure && own.readsPerSecond !== null) return { ...own, isReadSure };
    const kept = await speeds.find(of).catch(() => null);
    return { ...own, readsPerSecond: kept?.readsPerSecond ?? own.readsPerSecond, isReadSure };
  }

  function toResponse(streamed: Streamed): Response {
    const { body, isWhole, hasUsage, hasThoughts, error } = streamed;
    if (error !== null) return new Response(JSON.stringify({ error }), { status: statusOf(error) });
    if (!isWhole) return new Response(null, { status: BROKE_OFF });
    if (!hasUsage) isStreamed = false;
    onThoughts?.(hasThoughts);
    // A key may come in pieces, so it is looked for in the whole once more.
    return new Response(hideKeys(JSON.stringify(body), options.secrets ?? [], MIN_HIDDEN_CHARS), {
      status: 200,
      headers: { "content-type": "application/json" },
    });
  }

  return async (input, init = {}) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!isStreamed || typeof init.body !== "string") return once(url, init, null);
    const streamed = await once(url, init, {
      ...(JSON.parse(init.body) as object),
      stream: true,
      stream_options: { include_usage: true },
      ...(home === "llama.cpp" && { return_progress: true }),
    });
    if (streamed.status !== BROKE_OFF && !(await isAboutStreams(streamed))) return streamed;
    isStreamed = false;
    return once(url, init, null);
  };
}

/** Stands for a stream without an end, within this file; no server sends it (RFC 9110, 15.3.6). */
const BROKE_OFF = 205;
/** As in http-fetch: what is shorter may be a word of a reply. */
const MIN_HIDDEN_CHARS = 12;

function isEventStream({ ok, headers }: Response): boolean {
  return ok && (headers.get("content-type") ?? "").startsWith("text/event-stream");
}

async function isAboutStreams(response: Response): Promise<boolean> {
  if (response.status < 400 || response.status >= 500) return false;
  return /stream|return_progress/i.test(await response.clone().text());
}

/** The body is another than the client counted. */
function withoutLength(given: RequestInit["headers"]): Headers {
  const headers = new Headers(given);
  headers.delete("content-length");
  return headers;
}

function toStep({ reading, thoughtChars, saidChars }: Seen): CallStep {
  if (saidChars > 0) return { kind: "writing", tokens: countTokens(saidChars) };
  if (thoughtChars > 0) return { kind: "thinking", tokens: countTokens(thoughtChars) };
  return { kind: "reading", done: reading?.done ?? null, total: reading?.total ?? null };
}

/** Tokens of the prompt that the cache didn't hold; 0 where the server doesn't count. */
function tokensRead({ body }: Streamed): number {
  const usage = body["usage"] as
    { prompt_tokens?: unknown; prompt_tokens_details?: { cached_tokens?: unknown } } | undefined;
  const all = Number(usage?.prompt_tokens);
  const cached = Number(usage?.prompt_tokens_details?.cached_tokens ?? 0);
  return Number.isFinite(all - cached) ? Math.max(0, all - cached) : 0;
}

/** Tokens of the reply, thoughts counted; 0 where the server doesn't count. */
function tokensWritten({ body }: Streamed): number {
  const written = Number(
    (body["usage"] as { completion_tokens?: unknown } | undefined)?.completion_tokens,
  );
  return Number.isFinite(written) ? Math.max(0, written) : 0;
}

function statusOf(error: unknown): number {
  const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
  return typeof code === "number" && code >= 400 && code < 600 ? code : 500;
}
