import { join, resolve } from "node:path";
import { statfs } from "node:fs/promises";
import postgres from "postgres";
import { makeDataDir, locateCluster, type Cluster } from "./locate-cluster";
import { DATABASE_USER, createCluster, ensurePassword, resetPassword } from "./create-cluster";
import { lockFolder } from "./folder-lock";
import { chooseLoopback } from "./loopback";
import { clearLeftover } from "./postmaster-file";
import { keepPostmaster } from "./keep-postmaster";
import { runPostmaster, type PostgresSettings } from "./run-postmaster";
import { StartError, diskFull, explainFileError } from "./start-error";

export type EmbeddedPostgres = {
  /** Connection string with the password; the database is there. Keep it out of logs. */
  url: string;
  /** Ends the server and lets go of the folder. */
  stop: () => Promise<void>;
};

export type EmbeddedOptions = {
  /** Holds the cluster, its password, the log and the lock. Made when missing. */
  dataDir: string;
  /** One short line for the person who started it. */
  log: (line: string) => void;
  /** Over the defaults; tests trade durability for speed. */
  settings?: PostgresSettings;
  /** The server ended by itself and could not be brought back. */
  onFailure?: (error: StartError) => void;
};

const DATABASE_NAME = "scaleboard";
/** Small machine, nothing lost: what is committed is on the disk. */
const DEFAULT_SETTINGS: PostgresSettings = {
  unix_socket_directories: "",
  max_connections: "120",
  shared_buffers: "128MB",
  fsync: "on",
  synchronous_commit: "on",
  full_page_writes: "on",
  max_wal_size: "512MB",
  // A failed statement, and what is said of it, can hold what a candidate wrote; that is no matter
  // for a log. The processes log what failed; here stand the server's own affairs.
  log_min_error_statement: "panic",
  log_min_messages: "log",
  log_error_verbosity: "terse",
  timezone: "UTC",
  log_timezone: "UTC",
};
const MIN_FREE_BYTES = { new: 150_000_000, existing: 20_000_000 };

/**
 * Starts PostgreSQL 18 from the installed package on a folder of its own, on a free port of
 * this machine's own address. Makes the cluster at the first start, ends a server that a killed parent left behind,
 * and starts it again when it dies.
 * @throws StartError when the disk is full, the folder is locked, not writable or of another
 * version, or PostgreSQL doesn't run here
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const wanted = resolve(options.dataDir);
  const undo: (() => Promise<void>)[] = [];
  try {
    const dataDir = await makeDataDir(wanted);
    undo.push(await takeLock(dataDir));
    const cluster = await locateCluster(dataDir, options.log);
    await refuseFullDisk(dataDir, cluster.exists);
    const password = await prepareCluster(cluster, dataDir, options);
    const listenOn = chooseLoopback();
    const settings = { listen_addresses: listenOn, ...DEFAULT_SETTINGS, ...options.settings };
    const server = await keepPostmaster(
      (port) => runPostmaster(cluster, port, settings, join(dataDir, "postgres.log")),
      { clusterDir: cluster.clusterDir, log: options.log, onFailure: options.onFailure },
    );
    undo.push(server.stop);
    // The driver can't read `[::1]`.
    const host = listenOn === "::1" ? "localhost" : listenOn;
    const url = `postgres://${DATABASE_USER}:${password}@${host}:${server.port}`;
    await ensureDatabase(url);
    return { url: `${url}/${DATABASE_NAME}`, stop: () => runBackwards(undo) };
  } catch (error) {
    await runBackwards(undo);
    throw explainFileError(error, wanted);
  }
}

async function prepareCluster(
  cluster: Cluster,
  dataDir: string,
  options: EmbeddedOptions,
): Promise<string> {
  const { password, isNew } = await ensurePassword(dataDir);
  if (!cluster.exists) {
    options.log("Making a new database.");
    await createCluster(cluster, password, { sync: options.settings?.["fsync"] !== "off" });
    return password;
  }
  if ((await clearLeftover(cluster.clusterDir)) === "stopped") {
    options.log("Ended a database server that an earlier start had left behind.");
  }
  if (isNew) {
    options.log("The database's password file was missing; a new password is set.");
    await resetPassword(cluster, password);
  }
  return password;
}

async function takeLock(dataDir: string): Promise<() => Promise<void>> {
  const outcome = await lockFolder(dataDir);
  if ("unlock" in outcome) return outcome.unlock;
  throw new StartError(
    `Scaleboard is already running on ${dataDir} (process ${outcome.heldBy}).`,
    "Use that one, stop it with Ctrl-C, or give this one its own folder with SCALEBOARD_DATA_DIR.",
  );
}

async function refuseFullDisk(dataDir: string, hasCluster: boolean): Promise<void> {
  const { bavail, bsize } = await statfs(dataDir);
  const neededBytes = hasCluster ? MIN_FREE_BYTES.existing : MIN_FREE_BYTES.new;
  if (bavail * bsize < neededBytes) throw diskFull(dataDir);
}

async function ensureDatabase(serverUrl: string): Promise<void> {
  const sql = postgres(`${serverUrl}/postgres`, { max: 1, fetch_types: false });
  try {
    const found = await sql`SELECT 1 FROM pg_database WHERE datname = ${DATABASE_NAME}`;
    if (found.length === 0) await sql`CREATE DATABASE ${sql(DATABASE_NAME)}`;
  } finally {
    await sql.end();
  }
}

async function runBackwards(steps: (() => Promise<void>)[]): Promise<void> {
  for (let step = steps.pop(); step; step = steps.pop()) await step();
}
