import type { AddressInfo } from "node:net";
import { createServer } from "node:http";
import type { Server } from "node:http";
import type { Logger } from "pino";
import { urlHost } from "../env";
import type { Env } from "../env";
import type { PageBuild } from "./create-app";
import { openWeb } from "./open-web";
import { boundConnections, CHECK_INTERVAL_MS } from "./server-bounds";

/** Open event streams end after this; the browsers connect again to whoever answers then. */
const DRAIN_MS = 3_000;

export type RunningWeb = { url: string; stop: () => Promise<void> };

/**
 * Starts the web process's work and listens.
 * @param options.queueName a queue of its own for each test
 */
export async function startWeb(
  env: Env & { DATABASE_URL: string },
  log: Logger,
  page: PageBuild,
  options: { queueName?: string } = {},
): Promise<RunningWeb> {
  const web = await openWeb(env, log, page, options);
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = createServer({ connectionsCheckingInterval: CHECK_INTERVAL_MS }, web.app);
    boundConnections(listening, { trustedProxies: env.TRUSTED_PROXIES });
    listening.once("error", reject);
    listening.listen(env.PORT, env.HOST, () => resolve(listening));
  });
  const { port } = server.address() as AddressInfo;

  async function stop(): Promise<void> {
    await closeServer(server);
    await web.close();
  }
  return { url: `http://${urlHost(env.HOST)}:${port}`, stop };
}

/** Takes no new request, lets those under way end, and cuts what is left after `DRAIN_MS`. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
