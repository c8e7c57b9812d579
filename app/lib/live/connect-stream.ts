import { EVENT_KINDS, parseLiveEvent } from "./live-event";
import type { LiveEvent } from "./live-event";

/** Who listens to a stream. */
export type StreamListener = {
  onEvent: (event: LiveEvent) => void;
  /** The connection is lost and being tried again, or is back. */
  onLost: (isLost: boolean) => void;
  /**
   * The server won't have it. Below 500 it has ended: signed out, somebody else signed in, or nothing
   * to follow. From 500 on it is tried again; until then nothing comes.
   */
  onRefused: (status: number) => void;
};

/** After the server refused the stream it is asked again this much later, then twice as late. */
const FIRST_RETRY_MS = 4_000;
const LAST_RETRY_MS = 60_000;

/**
 * Opens a stream and keeps it open: EventSource connects again by itself where the line was lost, and
 * where it gives up the server is asked why.
 * @returns a function that closes it
 */
export function connectStream(url: string, listener: StreamListener): () => void {
  const closing = new AbortController();
  let retryMs = FIRST_RETRY_MS;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let source = connect();

  function connect(): EventSource {
    const stream = new EventSource(url);
    stream.addEventListener("open", () => {
      retryMs = FIRST_RETRY_MS;
      listener.onLost(false);
    });
    for (const kind of EVENT_KINDS) {
      stream.addEventListener(kind, ({ data }: MessageEvent<unknown>) => {
        const event = parseLiveEvent(kind, data);
        if (event !== null) listener.onEvent(event);
      });
    }
    stream.addEventListener("error", () => {
      listener.onLost(true);
      if (stream.readyState === EventSource.CLOSED) tryLater();
    });
    return stream;
  }

  function tryLater(): void {
    timer = setTimeout(() => void tryAgain(), retryMs);
    retryMs = Math.min(2 * retryMs, LAST_RETRY_MS);
  }

  async function tryAgain(): Promise<void> {
    const status = await askStatus(url, closing.signal);
    if (closing.signal.aborted) return;
    if (status === 200) source = connect();
    else {
      if (status !== null) listener.onRefused(status);
      if (status === null || status >= 500) tryLater();
    }
  }

  return () => {
    closing.abort();
    clearTimeout(timer);
    source.close();
  };
}

/** What the server answers now; null where it doesn't. */
async function askStatus(url: string, signal: AbortSignal): Promise<number | null> {
  const asking = new AbortController();
  try {
    const response = await fetch(url, { signal: AbortSignal.any([signal, asking.signal]) });
    return response.status;
  } catch (error) {
    if (error instanceof TypeError || signal.aborted) return null;
    throw error;
  } finally {
    asking.abort();
  }
}
