import { spawn, type ChildProcess } from "node:child_process";
import { open, readFile, stat, truncate } from "node:fs/promises";
import { createServer } from "node:net";
import { once } from "node:events";
import { setTimeout as delay } from "node:timers/promises";
import { chooseLoopback } from "./loopback";
import type { Cluster } from "./locate-cluster";
import { explainFailure, noBinary, type Explanation } from "./explain-failure";
import { bareEnv } from "./os-process";
import { asUser } from "./os-user";
import { readPostmasterFile, stopPostmaster } from "./postmaster-file";
import { StartError, errorCode } from "./start-error";

export type Postmaster = {
  pid: number;
  port: number;
  /** Settles when the server is gone, with a few words on how it ended. */
  gone: Promise<string>;
  stop: () => Promise<void>;
};

/** Server settings, as in postgresql.conf. */
export type PostgresSettings = Record<string, string>;

const POLL_MS = 15;
/** Replaying the log after a crash can take long on a slow disk; the server says when it's done. */
const READY_TIMEOUT_MS = 120_000;
const LOG_MAX_BYTES = 5_000_000;
const LOG_MODE = 0o600;

/**
 * Ends the server when this process dies without having done so: its standard input, a pipe from
 * here, then ends. The pid is compared with the file, for it may have been given away by then.
 */
const WATCH_SCRIPT = `cat >/dev/null; read -r pid <"$2" && [ "$pid" = "$1" ] && kill -INT "$1"`;

/**
 * Starts the server on `port` and waits until it takes connections. It runs in a session
 * of its own: a Ctrl-C in the terminal must not reach it before those who still write.
 * @returns the running server, or why it gave up
 */
export async function runPostmaster(
  cluster: Cluster,
  port: number,
  settings: PostgresSettings,
  logFile: string,
): Promise<Postmaster | Explanation> {
  const logStart = await prepareLog(logFile);
  const log = await open(logFile, "a", LOG_MODE);
  const args = ["-D", cluster.clusterDir, "-p", String(port)];
  for (const [name, value] of Object.entries(settings)) args.push("-c", `${name}=${value}`);
  const child = spawn(cluster.binaries.postgres, args, {
    ...asUser(cluster.user),
    cwd: "/",
    env: bareEnv(),
    detached: true,
    stdio: ["ignore", log.fd, log.fd],
  });
  const gone = watchExit(child);
  await log.close();
  const { pid } = child;
  if (pid === undefined) throw noBinary(`  ${await gone}`);
  const watcher = startWatcher(cluster, pid);
  void gone.then(() => watcher?.kill("SIGKILL"));
  if (await waitUntilReady(cluster.clusterDir, pid, gone)) {
    return { pid, port, gone, stop: () => stopPostmaster(pid) };
  }
  const output = (await readFile(logFile, "utf8")).slice(logStart);
  return explainFailure(output, cluster.clusterDir);
}

/** A port of this machine's own address that is free this moment. */
export async function findFreePort(): Promise<number> {
  const server = createServer();
  server.listen(0, chooseLoopback());
  await once(server, "listening");
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  if (address === null || typeof address === "string") throw new Error("No TCP port was given");
  return address.port;
}

function watchExit(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(error.message));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code ?? "unknown"}`));
  });
}

function startWatcher(cluster: Cluster, pid: number): ChildProcess | null {
  if (process.platform === "win32") return null;
  const pidFile = `${cluster.clusterDir}/postmaster.pid`;
  const watcher = spawn("/bin/sh", ["-c", WATCH_SCRIPT, "sh", String(pid), pidFile], {
    ...asUser(cluster.user),
    cwd: "/",
    env: bareEnv(),
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  });
  // It must not keep this process alive; and without it a leftover is found by the next start.
  watcher.unref();
  watcher.on("error", () => watcher.kill());
  return watcher;
}

async function waitUntilReady(
  clusterDir: string,
  pid: number,
  gone: Promise<string>,
): Promise<boolean> {
  let isGone = false;
  void gone.then(() => (isGone = true));
  const endsAt = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < endsAt) {
    if (isGone) return false;
    const file = await readPostmasterFile(clusterDir);
    if (file?.pid === pid && file.ready) return true;
    await delay(POLL_MS);
  }
  await stopPostmaster(pid);
  throw new StartError(
    `PostgreSQL was not ready within ${READY_TIMEOUT_MS / 1000} s.`,
    "Look at postgres.log in the data folder: it may still be recovering; then start again.",
  );
}

/** Keeps the log short; answers where this run's lines begin. */
async function prepareLog(logFile: string): Promise<number> {
  try {
    const { size } = await stat(logFile);
    if (size < LOG_MAX_BYTES) return (await readFile(logFile, "utf8")).length;
    await truncate(logFile);
  } catch (error) {
    if (errorCode(error) !== "ENOENT") throw error;
  }
  return 0;
}
