import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { describeOverApp } from "../content/describe-over-app";
import { loadContent } from "../content/load-content";
import { createDb } from "../db/client";
import { migrateDatabase } from "../db/migrate";
import { StartError } from "../db/embedded/start-error";
import { envForChild, findWebFault, type Env } from "../env";
import { readStudy } from "../study/read-study";
import { buildApp, isBuildStale } from "./build-app";
import { choosePort } from "./choose-port";
import type { Lifetime } from "./lifetime";
import { openDatabase, type OpenDatabase } from "./open-database";
import { runProcess } from "./run-processes";
import type { Terminal } from "./terminal";

export type StartOptions = {
  rootDir: string;
  env: Env;
  terminal: Terminal;
  lifetime: Lifetime;
  startedAtMs: number;
  /** Something that ran well can't be kept running. */
  onFailure: (error: StartError) => void;
};

/** The embedded start offers one-click roles, which must not leave this machine. */
const LOOPBACK = "127.0.0.1";

/**
 * The start itself: the app is built, if need be, while the database comes up; then the two
 * processes run. Returns when the address can be opened; all that runs is owned by `lifetime`.
 * @throws StartError
 */
export async function runStart(options: StartOptions): Promise<void> {
  const { rootDir, env, terminal, lifetime } = options;
  const dataDir = resolve(rootDir, env.SCALEBOARD_DATA_DIR);
  const host = env.DATABASE_URL === undefined ? LOOPBACK : env.HOST;
  if (host !== env.HOST) {
    terminal.say("HOST is not followed: with the embedded database only this machine is served.");
  }
  const isEmbedded = env.DATABASE_URL === undefined;
  const fault = findWebFault({ ...env, HOST: host, SCALEBOARD_EMBEDDED: isEmbedded });
  if (fault) throw new StartError(fault.message, fault.whatToDo);
  // Asked now so that a taken port is said before the build, and again when it is needed.
  await choosePort(host, env.PORT);
  const [database] = await Promise.all([prepareDatabase(dataDir, options), prepareApp(options)]);
  const port = await choosePort(host, env.PORT);
  if (port !== env.PORT && env.PORT !== 0) {
    terminal.say(`Port ${env.PORT} is in use by another program; taking ${port}.`);
  }
  const childEnv = envForChild(variablesFor(database, { port, host, dataDir }));
  await mkdir(dataDir, { recursive: true });
  const shared = { rootDir, dataDir, terminal, env: childEnv, onGaveUp: options.onFailure };
  const web = runProcess({ ...shared, name: "web" });
  const worker = runProcess({ ...shared, name: "worker" });
  await lifetime.own(async (urgency) => {
    await Promise.all([web.stop(urgency), worker.stop(urgency)]);
  });
  const [{ url }] = await Promise.all([web.ready, worker.ready]);
  const seconds = ((Date.now() - options.startedAtMs) / 1000).toFixed(1);
  const address = url ?? `http://${host}:${port}`;
  terminal.say(`Scaleboard is ready: ${address} (after ${seconds} s; Ctrl-C stops it)`);
}

async function prepareApp({ rootDir, env, terminal, lifetime }: StartOptions): Promise<void> {
  const kind = env.DATABASE_URL === undefined ? "quick" : "small";
  if (!(await isBuildStale(rootDir, kind))) return;
  const done = terminal.tick("Building the app, once and after changes");
  try {
    const buildEnv = envForChild({ NODE_ENV: "production" });
    await buildApp({ rootDir, kind, env: buildEnv, signal: lifetime.signal });
  } finally {
    done();
  }
}

async function prepareDatabase(dataDir: string, options: StartOptions): Promise<OpenDatabase> {
  const { env, lifetime, terminal, onFailure } = options;
  const database = await openDatabase({
    dataDir,
    databaseUrl: env.DATABASE_URL,
    lifetime,
    terminal,
    onFailure,
  });
  // The web process reads it again; a fault is better told here, once, than by its restarts.
  await readStudy(options.rootDir);
  await migrateDatabase(database.url);
  const handle = createDb(database.url, { max: 2 });
  try {
    const loaded = await loadContent(handle.db, options.rootDir);
    for (const line of describeOverApp(loaded)) terminal.say(line);
  } finally {
    await handle.close();
  }
  return database;
}

function variablesFor(
  database: OpenDatabase,
  place: { port: number; host: string; dataDir: string },
): Record<string, string> {
  return {
    DATABASE_URL: database.url,
    PORT: String(place.port),
    SCALEBOARD_DATA_DIR: place.dataDir,
    SCALEBOARD_EMBEDDED: database.isEmbedded ? "1" : "0",
    HOST: place.host,
  };
}
