import { Agent, request } from "node:http";

/** What became of one request, as its sender saw it. `status` 0: no answer came. */
export type Sent = { status: number; elapsedMs: number };

/**
 * `fetch` over one connection that is kept open, as a browser's on one page. Node's own fetch
 * shares its connections among all candidates, which no server outside of a bench ever sees.
 */
export function createOwnConnection(
  headers: Record<string, string>,
  onSent: (sent: Sent) => void,
): { fetch: typeof fetch; close: () => void } {
  const agent = new Agent({ keepAlive: true, maxSockets: 1, noDelay: true });

  function send(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    if (!(typeof input === "string")) throw new Error("only addresses are sent to");
    if (!(init.body instanceof Uint8Array)) throw new Error("the body is not bytes");
    const body = init.body;
    const all = { ...headers, ...Object.fromEntries(new Headers(init.headers)) };
    return new Promise((resolve, reject) => {
      const startedMs = performance.now();
      const finish = (status: number) => {
        onSent({ status, elapsedMs: performance.now() - startedMs });
      };
      const fail = (error: Error) => {
        finish(0);
        reject(error);
      };
      const options = { method: "POST", agent, headers: { ...all, "content-length": body.length } };
      const sending = request(input, options, (answer) => {
        const chunks: Buffer[] = [];
        answer.on("data", (chunk: Buffer) => chunks.push(chunk));
        answer.on("error", fail);
        answer.on("end", () => {
          const status = answer.statusCode ?? 0;
          finish(status);
          resolve(new Response(Buffer.concat(chunks), { status }));
        });
      });
      sending.on("error", fail);
      sending.end(body);
    });
  }
  return { fetch: send, close: () => agent.destroy() };
}
