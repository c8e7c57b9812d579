import { request } from "node:http";
import type { ClientRequest, IncomingMessage, OutgoingHttpHeaders } from "node:http";
import { platform } from "node:os";
import { Readable } from "node:stream";

export type Outgoing = {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | null;
  isChunked: boolean;
  /** The client's own address on the loopback network, so that limits by address know it apart. */
  from: string;
  /** After this the client hangs up. */
  leavesAfterMs?: number | undefined;
};

/** What came back; `status` null when nothing did. */
export type Answer = {
  status: number | null;
  headers: IncomingMessage["headers"];
  /** Its first 4 MB. */
  body: string;
  /** Why nothing came: the connection was cut, the time was up, or the client had left before. */
  failure: "cut" | "timeout" | "left" | null;
  /** Ends a stream that is still open. */
  hangUp: () => void;
};

const PATIENCE_MS = 60_000;
const CHUNK_BYTES = 16_384;
const KEPT_BYTES = 4_000_000;
/** An answer that is on its way when the connection breaks is given this long. */
const LAST_WORDS_MS = 500;

/** Sends one request as it is, and waits for its answer; of an event stream for its head. */
export function send(url: string, outgoing: Outgoing): Promise<Answer> {
  const { hostname, port } = new URL(url);
  const asked = request({
    hostname,
    port,
    method: outgoing.method,
    path: outgoing.path,
    agent: false,
    // Only Linux has all of 127.0.0.0/8.
    ...(platform() === "linux" ? { localAddress: outgoing.from } : {}),
    headers: headersOf(outgoing),
  });
  const answer = receive(asked, outgoing.leavesAfterMs);
  writeBody(asked, outgoing);
  return answer;
}

function headersOf({ headers, body, isChunked }: Outgoing): OutgoingHttpHeaders {
  const names = new Set(Object.keys(headers).map((name) => name.toLowerCase()));
  if (body === null || names.has("content-length") || names.has("transfer-encoding"))
    return headers;
  return isChunked
    ? { ...headers, "transfer-encoding": "chunked" }
    : { ...headers, "content-length": String(body.length) };
}

function receive(asked: ClientRequest, leavesAfterMs?: number): Promise<Answer> {
  return new Promise((resolve) => {
    const nothing = { status: null, headers: {}, body: "", hangUp: () => void asked.destroy() };
    const timer = setTimeout(() => {
      resolve({ ...nothing, failure: leavesAfterMs === undefined ? "timeout" : "left" });
      asked.destroy();
    }, leavesAfterMs ?? PATIENCE_MS);
    asked.once("response", (response) => {
      readAnswer(asked, response).then(
        (answer) => {
          clearTimeout(timer);
          resolve(answer);
        },
        () => undefined,
      );
    });
    asked.on("error", () => {
      setTimeout(() => {
        clearTimeout(timer);
        resolve({ ...nothing, failure: "cut" });
      }, LAST_WORDS_MS);
    });
  });
}

async function readAnswer(asked: ClientRequest, response: IncomingMessage): Promise<Answer> {
  const head = { status: response.statusCode ?? 0, headers: response.headers };
  const hangUp = () => void asked.destroy();
  if (response.headers["content-type"]?.startsWith("text/event-stream")) {
    response.resume();
    response.on("error", () => undefined);
    return { ...head, body: "", failure: null, hangUp };
  }
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response) {
      if (Buffer.isBuffer(chunk) && bytes < KEPT_BYTES) {
        chunks.push(chunk);
        bytes += chunk.length;
      }
    }
  } catch (error) {
    // What had been read by then is the answer.
    if (!(error instanceof Error) || !("code" in error)) throw error;
  }
  return { ...head, body: Buffer.concat(chunks).toString("utf8"), failure: null, hangUp };
}

function writeBody(asked: ClientRequest, { body, isChunked }: Outgoing): void {
  if (body === null) asked.end();
  else if (!isChunked) asked.end(body);
  // Ends the request after the last chunk, and stops where it is broken off.
  else Readable.from(listChunks(body)).pipe(asked);
}

function* listChunks(body: Buffer): Generator<Buffer> {
  for (let at = 0; at < body.length; at += CHUNK_BYTES) yield body.subarray(at, at + CHUNK_BYTES);
}
