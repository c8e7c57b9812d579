import type { Server } from "node:http";
import type { Socket } from "node:net";

/** From the first byte to the end of the head; browsers send it at once. */
const HEADERS_TIMEOUT_MS = 15_000;
/** To the end of the body: 4 MB of drawing over a slow phone's 400 kbit/s take 80 s. */
const REQUEST_TIMEOUT_MS = 120_000;
/** How often Node looks for requests over their time. */
export const CHECK_INTERVAL_MS = 5_000;
/** A class of forty with six connections a browser, twice over. */
const SOCKETS_PER_ADDRESS = 500;

/**
 * Bounds what connections may hold open: half-sent requests by time, and where nothing stands in
 * front, connections by address. Behind a proxy all come from its address, and counting is its task.
 */
export function boundConnections(
  server: Server,
  options: { trustedProxies: number; perAddress?: number },
): void {
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  if (options.trustedProxies > 0) return;
  const most = options.perAddress ?? SOCKETS_PER_ADDRESS;
  const open = new Map<string, number>();
  server.on("connection", (socket: Socket) => {
    const address = socket.remoteAddress ?? "";
    const count = (open.get(address) ?? 0) + 1;
    open.set(address, count);
    socket.once("close", () => {
      const left = (open.get(address) ?? 1) - 1;
      if (left === 0) open.delete(address);
      else open.set(address, left);
    });
    if (count > most) socket.destroy();
  });
}
