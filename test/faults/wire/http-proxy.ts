import { Agent, createServer, request as openRequest } from "node:http";
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** What befalls one request. Times are real milliseconds. */
export type HttpFault =
  | { kind: "request_lost" | "body_cut" | "reply_lost" | "duplicated" }
  | { kind: "repeated_later" | "delayed" | "slow"; ms: number }
  /** Answered here, without asking anybody. */
  | { kind: "answered"; status: number; headers?: Record<string, string> }
  /** Nobody answers; ends when the caller hangs up. */
  | { kind: "unanswered" }
  /** Something happens while the request is held, and then it is cut. */
  | { kind: "meanwhile"; act: () => Promise<void> };

export type Seen = { method: string; path: string; body: string };

export type HttpProxy = { url: string; close: () => Promise<void> };

type Request = { method: string; path: string; headers: IncomingHttpHeaders; body: Buffer };
type Reply = { status: number; headers: IncomingHttpHeaders; body: Buffer };

const SLOW_PIECES = 8;

/**
 * Stands before a server and lets `chooseFault` decide what befalls each request. A server that is
 * down shows to the caller as a connection that ends.
 */
export async function openHttpProxy(options: {
  port: number;
  chooseFault: (seen: Seen) => HttpFault | null;
}): Promise<HttpProxy> {
  const agent = new Agent({ keepAlive: false });
  const server = createServer((incoming, response) => {
    void handle(incoming, response);
  });
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;

  async function handle(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const request: Request = {
        method: incoming.method ?? "GET",
        path: incoming.url ?? "/",
        headers: incoming.headers,
        body: await readAll(incoming),
      };
      const { method, path, body } = request;
      const fault = options.chooseFault({ method, path, body: body.toString("latin1") });
      const reply = await carry(request, fault, response);
      if (reply === null || response.destroyed) return void response.destroy();
      response.writeHead(reply.status, reply.headers);
      response.end(reply.body);
    } catch {
      // The server is down or hung up, or the caller did: both look like this to the other.
      response.destroy();
    }
  }

  /** @returns null when the caller gets no answer */
  async function carry(
    request: Request,
    fault: HttpFault | null,
    response: ServerResponse,
  ): Promise<Reply | null> {
    switch (fault?.kind) {
      case undefined:
        return send(request);
      case "request_lost":
        return null;
      case "body_cut":
        await sendHalf(request);
        return null;
      case "reply_lost":
        await send(request);
        return null;
      case "duplicated":
        return (await Promise.all([send(request), send(request)]))[0];
      case "repeated_later": {
        // What becomes of the second is nobody's to hear.
        setTimeout(() => void send(request).catch(() => undefined), fault.ms);
        return send(request);
      }
      case "delayed":
        await pause(fault.ms);
        return send(request);
      case "slow":
        return send(request, fault.ms / SLOW_PIECES);
      case "answered":
        return {
          status: fault.status,
          headers: { "content-type": "application/json", ...fault.headers },
          body: Buffer.from(JSON.stringify({ error: { message: "a fault", type: "fault" } })),
        };
      case "unanswered":
        await new Promise<void>((resolve) => response.once("close", resolve));
        return null;
      case "meanwhile":
        await fault.act();
        return null;
    }
  }

  function send(request: Request, pieceMs = 0): Promise<Reply> {
    return new Promise((resolve, reject) => {
      const { method, path, body } = request;
      const headers = { ...request.headers, "content-length": String(body.length) };
      const outgoing = openRequest({ agent, host: "127.0.0.1", port: options.port, method, path });
      for (const [name, value] of Object.entries(headers)) {
        if (value !== undefined && name !== "transfer-encoding") outgoing.setHeader(name, value);
      }
      outgoing.once("error", reject);
      outgoing.once("response", (answer) => {
        readAll(answer).then(
          (read) =>
            resolve({
              status: answer.statusCode ?? 502,
              headers: withoutHopByHop(answer.headers),
              body: read,
            }),
          reject,
        );
      });
      void writeInPieces(outgoing, body, pieceMs);
    });
  }

  function sendHalf(request: Request): Promise<void> {
    return new Promise((resolve) => {
      const { method, path, headers, body } = request;
      const outgoing = openRequest({ agent, host: "127.0.0.1", port: options.port, method, path });
      for (const [name, value] of Object.entries(headers)) {
        if (value !== undefined && name !== "transfer-encoding") outgoing.setHeader(name, value);
      }
      outgoing.setHeader("content-length", String(body.length));
      outgoing.once("error", () => resolve());
      outgoing.write(body.subarray(0, Math.floor(body.length / 2)), () => outgoing.destroy());
      outgoing.once("close", resolve);
    });
  }

  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

type Writable = { write: (chunk: Buffer) => unknown; end: () => unknown; destroyed: boolean };

async function writeInPieces(to: Writable, body: Buffer, pieceMs: number): Promise<void> {
  const size = pieceMs === 0 ? body.length : Math.ceil(body.length / SLOW_PIECES);
  for (let from = 0; from < body.length && !to.destroyed; from += size) {
    to.write(body.subarray(from, from + size));
    if (pieceMs > 0) await pause(pieceMs);
  }
  to.end();
}

function withoutHopByHop(headers: IncomingHttpHeaders): IncomingHttpHeaders {
  const { connection, "keep-alive": alive, "transfer-encoding": encoding, ...rest } = headers;
  return rest;
}

async function readAll(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
