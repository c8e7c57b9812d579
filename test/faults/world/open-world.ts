import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDb } from "#server/db/client";
import type { Db } from "#server/db/client";
import { startEmbeddedPostgres } from "#server/db/embedded/start-embedded-postgres";
import { findFreePort } from "#server/db/embedded/run-postmaster";
import { migrateDatabase } from "#server/db/migrate";
import { loadRealContent } from "../../support/content";
import { openHttpProxy } from "../wire/http-proxy";
import type { HttpFault, HttpProxy, Seen } from "../wire/http-proxy";
import { openPostgresProxy } from "../wire/postgres-proxy";
import type { PostgresProxy } from "../wire/postgres-proxy";
import { createDatabaseKills } from "./kill-database";
import type { DatabaseKills } from "./kill-database";
import { keepProgram } from "./program";
import type { Program } from "./program";

/** Both processes' own dates are wrong for the whole run, each by another amount. */
const SKEW_MS = { web: 7 * 60_000, worker: -11 * 60_000 };
/** A model that hangs is given up after this; real ones are given longer. */
const JUDGE_TIMEOUT_MS = 3_000;
const ASK_FOR_MS = 90_000;
const ASK_AGAIN_MS = 100;

/** Which programs a world runs and what they ask; the control arm has its own. */
export type Programs = { web: string; worker: string };
type Parts = {
  programs: Programs;
  startModel: () => Promise<{ baseUrl: string; close: () => Promise<void> }>;
};

/** One running product with a proxy on each of its lines. */
export type World = {
  /** The harness's own way to the database, past the proxy. */
  db: Db;
  link: PostgresProxy;
  /** Where candidates reach the web process. */
  site: HttpProxy;
  web: Program;
  worker: Program;
  database: DatabaseKills;
  /** Whoever answers first decides what befalls a request. */
  siteFaults: Set<(seen: Seen) => HttpFault | null>;
  modelFaults: Set<(seen: Seen) => HttpFault | null>;
  /** Asks the database until it answers: it may be down on purpose. */
  ask: <T>(question: (db: Db) => Promise<T>) => Promise<T>;
  close: () => Promise<void>;
};

export async function openWorld(parts: Parts, logFile: string): Promise<World> {
  const undo: (() => Promise<unknown>)[] = [];
  const dataDir = await mkdtemp(join(tmpdir(), "scaleboard-faults-"));
  undo.push(() => rm(dataDir, { recursive: true, force: true }));
  try {
    return await build(parts, { dataDir, logFile }, undo);
  } catch (error) {
    await runBackwards(undo);
    throw error;
  }
}

async function build(
  { programs, startModel }: Parts,
  place: { dataDir: string; logFile: string },
  undo: (() => Promise<unknown>)[],
): Promise<World> {
  const { dataDir, logFile } = place;
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  undo.push(server.stop);
  await migrateDatabase(server.url);
  const handle = createDb(server.url, { max: 10 });
  undo.push(handle.close);
  await loadRealContent(handle.db);
  const link = await openPostgresProxy({ port: Number(new URL(server.url).port) });
  undo.push(link.close);

  const siteFaults: World["siteFaults"] = new Set();
  const modelFaults: World["modelFaults"] = new Set();
  const model = await startModel();
  undo.push(model.close);
  const modelProxy = await openHttpProxy({
    port: Number(new URL(model.baseUrl).port),
    chooseFault: (seen) => firstOf(modelFaults, seen),
  });
  undo.push(modelProxy.close);
  const port = await findFreePort();
  const site = await openHttpProxy({ port, chooseFault: (seen) => firstOf(siteFaults, seen) });
  undo.push(site.close);

  const proxied = new URL(server.url);
  proxied.port = String(link.port);
  const env = {
    NODE_ENV: "production",
    LOG_LEVEL: "info",
    DATABASE_URL: proxied.href,
    REDIS_URL: "",
    APP_URL: site.url,
    HOST: "127.0.0.1",
    PORT: String(port),
    OPENAI_BASE_URL: `${modelProxy.url}/v1`,
    OPENAI_API_KEY: "a key for the fake",
    JUDGE_MODEL: "fake-judge-1",
    JUDGE_TIMEOUT_MS: String(JUDGE_TIMEOUT_MS),
    JUDGE_RETRY_MS: "200",
  };
  const preload = [new URL("./skewed-clock.ts", import.meta.url).href];
  const keep = (program: string, skewMs: number) =>
    keepProgram({ program, preload, logFile, env: { ...env, FAULT_SKEW_MS: String(skewMs) } });
  const web = keep(programs.web, SKEW_MS.web);
  undo.push(web.stop);
  const worker = keep(programs.worker, SKEW_MS.worker);
  undo.push(worker.stop);
  await Promise.all([web.whenReady(), worker.whenReady()]);
  return {
    db: handle.db,
    link,
    site,
    web,
    worker,
    siteFaults,
    modelFaults,
    database: createDatabaseKills(dataDir),
    ask: (question) => askUntilAnswered(() => question(handle.db)),
    close: () => runBackwards(undo),
  };
}

function firstOf(
  choosers: ReadonlySet<(seen: Seen) => HttpFault | null>,
  seen: Seen,
): HttpFault | null {
  for (const choose of choosers) {
    const fault = choose(seen);
    if (fault) return fault;
  }
  return null;
}

async function askUntilAnswered<T>(question: () => Promise<T>): Promise<T> {
  const endsAtMs = Date.now() + ASK_FOR_MS;
  for (;;) {
    try {
      return await question();
    } catch (error) {
      if (Date.now() > endsAtMs) throw error;
      await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    }
  }
}

async function runBackwards(steps: (() => Promise<unknown>)[]): Promise<void> {
  for (let step = steps.pop(); step; step = steps.pop()) await step();
}
