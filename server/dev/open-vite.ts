import { realpath } from "node:fs/promises";
import type { Server } from "node:http";
import { join } from "node:path";
import { createServer, type ViteDevServer } from "vite";
import { revalidatePages } from "./revalidate-pages";

/** What pages and the server are made of. Its own settings start the process anew: see `runDev`. */
const WATCHED = ["app", "domain", "server", "study", "public"];

/**
 * Opens Vite as vite.config.ts has it, within a server of ours: its modules are `middlewares`, and
 * it tells pages of changes by a socket of `server`.
 * @param options.dataDir its lock keeps two from writing to one cache of dependencies
 */
export async function openVite(options: {
  rootDir: string;
  dataDir: string;
  server: Server;
}): Promise<ViteDevServer> {
  const { rootDir, dataDir, server } = options;
  // By a name that says to Vite itself that what lies there is others' code.
  const cacheDir = join(dataDir, "vite", "node_modules");
  const watched = WATCHED.map((name) => join(rootDir, name));
  // It may be a link.
  const packages = await realpath(join(rootDir, "node_modules"));
  return createServer({
    root: rootDir,
    cacheDir,
    clearScreen: false,
    plugins: [revalidatePages(rootDir)],
    server: {
      middlewareMode: true,
      hmr: { server },
      // Not all of the root, for the database's password lies there.
      fs: {
        allow: [
          join(rootDir, "app"),
          join(rootDir, "domain"),
          join(rootDir, "server"),
          packages,
          cacheDir,
        ],
      },
      watch: {
        // Else a file that is being written may be read while it is empty.
        awaitWriteFinish: { stabilityThreshold: 30, pollInterval: 10 },
        ignored: (path: string) =>
          path !== rootDir && !watched.some((place) => `${path}/`.startsWith(`${place}/`)),
      },
    },
  });
}
