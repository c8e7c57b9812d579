import { randomUUID } from "node:crypto";
import type { ServerBuild } from "@remix-run/node";
import { readEnv } from "#server/env";
import { createLog } from "#server/log";
import { startWeb } from "#server/web/start-web";
import { loadPageBuild } from "./page-build";

export type WebServer = {
  url: string;
  /** Lines of its log so far, as they were written. */
  lines: string[];
  stop: () => Promise<void>;
};

let build: Promise<ServerBuild> | null = null;

/** The web process's work on a free port of this process, pages and all, with a log to read. */
export async function startWebServer(
  databaseUrl: string,
  settings: Record<string, string> = {},
): Promise<WebServer> {
  build ??= loadPageBuild();
  const env = readEnv({ NODE_ENV: "test", PORT: "0", LOG_LEVEL: "trace", ...settings });
  const lines: string[] = [];
  const log = createLog("web", env.LOG_LEVEL, { write: (line) => void lines.push(line) });
  const web = await startWeb(
    { ...env, DATABASE_URL: databaseUrl },
    log,
    { build: await build },
    { queueName: `test-${randomUUID()}` },
  );
  return { url: web.url, lines, stop: web.stop };
}
