import type { RequestListener, ServerResponse } from "node:http";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import type { ServerBuild } from "@remix-run/node";
import type { Logger } from "pino";
import type { ViteDevServer } from "vite";
import type { Env } from "../env";
import type { PageBuild } from "../web/create-app";
import type { OpenWeb, openWeb } from "../web/open-web";

type LatestOptions = {
  rootDir: string;
  vite: ViteDevServer;
  env: Env & { DATABASE_URL: string };
  log: Logger;
};

type WebModule = { openWeb: typeof openWeb };

/** The web process's work as one state of the sources has it. */
type Edition = {
  module: WebModule;
  /** Count of changes at which it was opened. */
  changes: number;
  work: Promise<OpenWeb>;
  answering: Set<ServerResponse>;
};

const WEB_MODULE = "/server/web/open-web.ts";
/** Answers under way have this long on what they began with; event streams are then cut. */
const RETIRE_MS = 3_000;

/**
 * Answers requests by the server's code as it is at that moment, Express and all: Vite loads it, and
 * when it or anything else of the server has changed, the work is opened anew and the old let go.
 */
export function serveLatest(options: LatestOptions): {
  handle: RequestListener;
  close: () => Promise<void>;
} {
  const { vite, env, log } = options;
  const page = describePage(vite);
  const closing = new AbortController();
  const retiring = new Set<Promise<void>>();
  let current: Edition | null = null;
  const countChanges = startCounting(options);

  async function findLatest(): Promise<Edition> {
    const module = (await vite.ssrLoadModule(WEB_MODULE, { fixStacktrace: true })) as WebModule;
    const changes = countChanges();
    if (current?.module === module && current.changes === changes) return current;
    if (current) letGo(current);
    current = { module, changes, work: module.openWeb(env, log, page), answering: new Set() };
    return current;
  }

  function letGo(edition: Edition): void {
    const retired = retire(edition, closing.signal).catch((error: unknown) => {
      log.warn({ err: error }, "what was replaced could not be closed");
    });
    retiring.add(retired);
    void retired.then(() => retiring.delete(retired));
  }

  return {
    handle: async (request, response) => {
      try {
        const { work, answering } = await findLatest();
        const { app } = await work;
        answering.add(response);
        response.once("close", () => answering.delete(response));
        app(request, response);
      } catch (error) {
        // Vite has told it to the terminal.
        response.writeHead(500, { "Content-Type": "text/plain; charset=utf-8" });
        response.end(error instanceof Error ? error.stack : String(error));
      }
    },
    close: async () => {
      closing.abort();
      if (current) letGo(current);
      await Promise.all(retiring);
    },
  };
}

function describePage(vite: ViteDevServer): PageBuild {
  return {
    build: () => vite.ssrLoadModule("virtual:remix/server-build") as Promise<ServerBuild>,
    assets: vite.middlewares,
  };
}

/** Also of what Vite does not load: what runs in threads, and the texts of `study/`. */
function startCounting({ vite, rootDir }: LatestOptions): () => number {
  const folders = ["domain", "server", "study"].map((name) => join(rootDir, name, "/"));
  let changes = 0;
  vite.watcher.on("all", (_event, path) => {
    if (folders.some((folder) => path.startsWith(folder))) changes += 1;
  });
  return () => changes;
}

async function retire({ work, answering }: Edition, hurry: AbortSignal): Promise<void> {
  const { close } = await work;
  try {
    await delay(RETIRE_MS, undefined, { signal: hurry });
  } catch (error) {
    if (!hurry.aborted) throw error;
  }
  for (const response of answering) response.destroy();
  await close();
}
