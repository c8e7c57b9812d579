import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import { orEnd, readEnv, requireDatabaseUrl, urlHost } from "../env";
import { createLog } from "../log";
import { reportReady, stopWhenAsked } from "../start/supervised";
import { readVersion } from "../version";
import { openVite } from "./open-vite";
import { serveLatest } from "./serve-latest";

const ROOT_DIR = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

const env = orEnd(() => requireDatabaseUrl(readEnv()));
const log = createLog("web", env.LOG_LEVEL);
log.info(readVersion(), "starting");
const server = createServer();
const vite = await openVite({ rootDir: ROOT_DIR, dataDir: env.SCALEBOARD_DATA_DIR, server });
const latest = serveLatest({ rootDir: ROOT_DIR, vite, env, log });
server.on("request", latest.handle);
stopWhenAsked(async () => {
  server.close();
  await vite.close();
  server.closeAllConnections();
  await latest.close();
});
await new Promise<void>((resolve, reject) => {
  server.once("error", reject);
  server.listen(env.PORT, env.HOST, resolve);
});
const { port } = server.address() as AddressInfo;
reportReady({ url: `http://${urlHost(env.HOST)}:${port}` });
// The first page has less to wait for then. A fault is told by Vite, and to whoever asks for a page.
void vite.ssrLoadModule("virtual:remix/server-build").catch(() => undefined);
