import http from "node:http";
import https from "node:https";
import type { IncomingMessage } from "node:http";
import { hideKeys } from "./hide-keys";
import type { AddressGuard } from "../../net/address-guard";

/**
 * Connections to the model stay open this long without a call, so that the next answer handed in
 * finds them: below the minute after which load balancers commonly close an idle one.
 */
const IDLE_MS = 50_000;

/**
 * Longest reply that is read, in bytes, headers not counted: 64 for each of the 64,000 output tokens
 * that the environment allows at most. A call's own reply has some 20 kB.
 */
export const MAX_REPLY_BYTES = 4 * 1024 * 1024;

/** A reply that is not read to its end: longer than `MAX_REPLY_BYTES`, or compressed. */
export class UnreadableReplyError extends Error {
  override readonly name = "UnreadableReplyError";
}

/** Providers' keys have 20 and more; what is shorter may stand for "no key" and be a word of a reply. */
const MIN_HIDDEN_CHARS = 12;

/** Statuses that have no body; `Response` refuses one. */
const WITHOUT_BODY = new Set([204, 205, 304]);

export type HttpFetchOptions = {
  /** Where connections may go; absent: anywhere, for an address that the operator wrote. */
  guard?: AddressGuard;
  /** Taken out of every reply: a server may repeat the key that it was sent. */
  secrets?: readonly (string | undefined)[];
  /** Longest reply that is read; `MAX_REPLY_BYTES` unless given. */
  maxBytes?: number;
};

/** `fetch` whose caller may hear the parts of the reply as they come. */
type HttpFetch = (
  input: RequestInfo | URL,
  init?: RequestInit,
  onPart?: (part: Buffer) => void,
) => Promise<Response>;

/**
 * `fetch` as the OpenAI client needs it, on `node:http`: text out, text in, the whole body read
 * before it resolves, and no redirect followed. A reply that is too long is hung up on, and one that
 * is compressed isn't unpacked: nobody asked for it. A call costs the worker half the processor time of
 * the built-in one, whose connections moreover close after four seconds (ADR 13).
 */
export function createHttpFetch({
  guard,
  secrets = [],
  maxBytes = MAX_REPLY_BYTES,
}: HttpFetchOptions = {}): HttpFetch {
  const agents = {
    "http:": new http.Agent({ keepAlive: true, timeout: IDLE_MS }),
    "https:": new https.Agent({ keepAlive: true, timeout: IDLE_MS }),
  };
  return (input, init = {}, onPart) =>
    new Promise((resolve, reject) => {
      const url = new URL(input instanceof Request ? input.url : input);
      const isPlain = url.protocol === "http:";
      const options = {
        agent: agents[isPlain ? "http:" : "https:"],
        method: init.method,
        // The client brings them checked already; to check them again costs as much as to send them.
        headers: {
          "accept-encoding": "identity",
          ...Object.fromEntries(
            init.headers instanceof Headers ? init.headers : new Headers(init.headers),
          ),
        },
        signal: init.signal ?? undefined,
        ...(guard && { lookup: guard.admit(url) }),
      };
      const request = (isPlain ? http : https).request(url, options, (reply) => {
        readReply(reply, { secrets, maxBytes, onPart }).then(resolve, reject);
      });
      request.on("error", reject);
      if (typeof init.body === "string") request.end(init.body);
      else request.end();
    });
}

/** @throws UnreadableReplyError; leaving the loop hangs up */
async function readReply(
  reply: IncomingMessage,
  {
    secrets,
    maxBytes,
    onPart,
  }: Required<Pick<HttpFetchOptions, "secrets" | "maxBytes">> & {
    onPart: ((part: Buffer) => void) | undefined;
  },
): Promise<Response> {
  const encoding = reply.headers["content-encoding"] ?? "identity";
  if (encoding !== "identity") {
    reply.destroy();
    throw new UnreadableReplyError("the server's answer is compressed");
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of reply) {
    const part = Buffer.from(chunk);
    bytes += part.length;
    if (bytes > maxBytes) {
      throw new UnreadableReplyError(`the server's answer is longer than ${maxBytes} bytes`);
    }
    chunks.push(part);
    onPart?.(part);
  }
  const text = hideKeys(Buffer.concat(chunks).toString("utf8"), secrets, MIN_HIDDEN_CHARS);
  const status = reply.statusCode ?? 0;
  const headers = Object.entries(reply.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return new Response(WITHOUT_BODY.has(status) ? null : text, { status, headers });
}
