import { mkdir } from "node:fs/promises";
import { resolve } from "node:path";
import { describeOverApp } from "../content/describe-over-app";
import { loadContent } from "../content/load-content";
import { createDb } from "../db/client";
import { chooseLoopback } from "../db/embedded/loopback";
import { migrateDatabase } from "../db/migrate";
import { StartError } from "../db/embedded/start-error";
import { envForChild, findWebFault, isLoopback, urlHost, type Env } from "../env";
import { readStudy } from "../study/read-study";
import { choosePort } from "./choose-port";
import { ensureSettingsKey } from "./ensure-settings-key";
import type { Lifetime } from "./lifetime";
import { openDatabase, type OpenDatabase } from "./open-database";
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

export type PreparedRun = {
  /** Absolute, and there. */
  dataDir: string;
  /** What the processes are given. */
  env: NodeJS.ProcessEnv;
  /** Where the web process will listen: `http://host:port`. */
  address: string;
};

/**
 * All that the two processes need before they start: a migrated database with the content in it, a
 * free port and their environment. What runs afterwards is owned by the lifetime.
 * @param alongside other work that they need, done while the database comes up
 * @throws StartError
 */
export async function prepareRun(
  options: StartOptions,
  alongside: () => Promise<void> = async () => undefined,
): Promise<PreparedRun> {
  const { rootDir, env, terminal } = options;
  const dataDir = resolve(rootDir, env.SCALEBOARD_DATA_DIR);
  // The embedded start offers one-click roles, which must not leave this machine.
  const host = env.DATABASE_URL === undefined ? chooseLoopback() : env.HOST;
  if (env.DATABASE_URL === undefined && !isLoopback(env.HOST)) {
    terminal.say("HOST is ignored: the embedded database serves only this machine.");
  }
  const isEmbedded = env.DATABASE_URL === undefined;
  const fault = findWebFault({ ...env, HOST: host, SCALEBOARD_EMBEDDED: isEmbedded });
  if (fault) throw new StartError(fault.message, fault.whatToDo);
  // Asked now so that a taken port is said before the work, and again when it is needed.
  await choosePort(host, env.PORT);
  const [database] = await Promise.all([prepareDatabase(dataDir, options), alongside()]);
  const port = await choosePort(host, env.PORT);
  if (port !== env.PORT && env.PORT !== 0) {
    terminal.say(`Port ${env.PORT} is in use by another program; taking ${port}.`);
  }
  await mkdir(dataDir, { recursive: true });
  // On real servers several machines share one, which only their operator can give them.
  const settingsKey =
    env.SETTINGS_KEY ?? (isEmbedded ? await ensureSettingsKey(dataDir) : undefined);
  return {
    dataDir,
    env: envForChild({
      ...variablesFor(database, { port, host, dataDir }),
      ...(settingsKey !== undefined && { SETTINGS_KEY: settingsKey }),
    }),
    address: `http://${urlHost(host)}:${port}`,
  };
}

/** Tells the person that the pages can be opened, and how long that took. */
export function sayReady({ terminal, startedAtMs }: StartOptions, address: string): void {
  const seconds = ((Date.now() - startedAtMs) / 1000).toFixed(1);
  terminal.say(`Scaleboard is ready: ${address} (after ${seconds} s; Ctrl-C stops it)`);
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
