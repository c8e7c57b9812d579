import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

const LATENCY_MS = 40;

/** The control arm needs no verdicts, only a call that takes a while. */
export async function startNaiveModel(): Promise<{ baseUrl: string; close: () => Promise<void> }> {
  const server = createServer((request, response) => {
    request.resume();
    setTimeout(() => response.end("{}"), LATENCY_MS);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
