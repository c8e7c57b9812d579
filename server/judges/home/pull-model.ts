import http from "node:http";
import type { IncomingMessage } from "node:http";
import type { DownloadEnd, DownloadProgress } from "#domain/settings/home-download";
import type { AddressGuard } from "../../net/address-guard";
import { rootOf } from "./identify";
import { createPullReader, OddPullError } from "./read-pull";
import { readPullFault } from "./read-pull-fault";

/** Longest that nothing new comes while bytes are due. */
const SILENCE_MS = 60_000;
/** It reads all that it has from the disk, 24 GB perhaps, without a word. */
const CHECKING_MS = 600_000;

export type PullOptions = {
  signal: AbortSignal;
  onProgress: (progress: DownloadProgress) => void;
  silenceMs?: number;
  checkingMs?: number;
  maxLines?: number;
};

/**
 * Has an Ollama on this machine download a model. It goes on where an earlier one ended, and stops when
 * the connection ends. Read as it comes and not kept: the lines of a long one are megabytes.
 * https://github.com/ollama/ollama/blob/main/docs/api.md, Pull a Model
 * @throws AddressRefusedError for an address that may not be called; the signal's reason once aborted
 */
export async function pullModel(
  baseUrl: string,
  model: string,
  guard: AddressGuard,
  { signal, onProgress, silenceMs = SILENCE_MS, checkingMs = CHECKING_MS, maxLines }: PullOptions,
): Promise<DownloadEnd> {
  const url = new URL(`${rootOf(baseUrl)}/api/pull`);
  const lookup = guard.admit(url);
  signal.throwIfAborted();
  const stop = new AbortController();
  const abort = (): void => stop.abort();
  signal.addEventListener("abort", abort, { once: true });
  let isSilent = false;
  const giveUp = (): void => {
    isSilent = true;
    stop.abort();
  };
  let timer = setTimeout(giveUp, silenceMs);
  const reader = createPullReader({ maxLines });
  try {
    const reply = await post(url, { model, stream: true }, { lookup, signal: stop.signal });
    for await (const chunk of reply) {
      const life = reader.take(Buffer.from(chunk));
      if (life === null) continue;
      clearTimeout(timer);
      timer = setTimeout(giveUp, life === "checking" ? checkingMs : silenceMs);
      const progress = reader.progress();
      if (progress.totalBytes !== null) onProgress(progress);
    }
    const end = reader.end();
    if (reply.statusCode === 200) return end ?? failed("gone");
    // A proxy's page, or a server without this address.
    return end?.isWhole === false ? end : readPullFault(`HTTP ${reply.statusCode}`);
  } catch (error) {
    signal.throwIfAborted();
    if (isSilent) return failed("silent");
    return failed(error instanceof OddPullError ? "odd" : "gone");
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
    stop.abort();
  }
}

function failed(fault: "silent" | "gone" | "odd"): DownloadEnd {
  return { isWhole: false, fault, said: null };
}

/** No redirect is followed. Leaving the loop over the reply hangs up. */
function post(
  url: URL,
  body: object,
  options: Pick<http.RequestOptions, "lookup" | "signal">,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const headers = { "content-type": "application/json", "accept-encoding": "identity" };
    // A connection of its own: ending it is how a download is canceled.
    const request = http.request(url, { ...options, method: "POST", headers, agent: false });
    request.on("response", resolve);
    request.on("error", reject);
    request.end(JSON.stringify(body));
  });
}
