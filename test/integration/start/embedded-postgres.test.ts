import { spawn, spawnSync, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmod, chown, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import { dirname, join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterEach, beforeEach, expect, test } from "vitest";
import { chooseLoopback } from "../../../server/db/embedded/loopback";
import { isAlive, waitUntilGone } from "../../../server/db/embedded/os-process";
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from "../../../server/db/embedded/start-embedded-postgres";
import { listDescendants } from "../../support/processes";

const HOLD_PROGRAM = fileURLToPath(new URL("programs/hold-postgres.ts", import.meta.url));
const PATIENCE_MS = 15_000;
const isRoot = process.getuid?.() === 0;

let dataDir: string;
let lines: string[];
let cleanups: (() => Promise<unknown>)[];

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "scaleboard-start-"));
  lines = [];
  cleanups = [() => rm(dataDir, { recursive: true, force: true })];
});

afterEach(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup();
});

async function start(folder = dataDir): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({
    dataDir: folder,
    log: (line) => lines.push(line),
    settings: { fsync: "off" },
  });
  cleanups.push(server.stop);
  return server;
}

async function ask<Row extends object>(url: string, text: string): Promise<Row | undefined> {
  const sql = postgres(url, { max: 1 });
  try {
    const [row] = await sql.unsafe<Row[]>(text);
    return row;
  } finally {
    await sql.end();
  }
}

async function postmasterPid(folder = dataDir): Promise<number> {
  const text = await readFile(join(folder, "postgres", "postmaster.pid"), "utf8");
  return Number(text.split("\n")[0]);
}

/** Starts the database in a process of its own and waits for its connection string. */
async function holdInChild(options: { uid?: number; gid?: number } = {}) {
  const child: ChildProcess = spawn(process.execPath, ["--import", "tsx", HOLD_PROGRAM, dataDir], {
    stdio: ["pipe", "pipe", "inherit"],
    ...options,
  });
  cleanups.push(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.stdin?.end();
      await once(child, "exit");
    }
  });
  if (!child.stdout) throw new Error("The child has no standard output");
  for await (const line of createInterface({ input: child.stdout })) {
    const said = JSON.parse(line) as { url?: string };
    if (said.url) return { child, url: said.url };
  }
  throw new Error("The child ended before its database was ready");
}

test("the first start makes a database, the next one finds what was written", async () => {
  const first = await start();
  await ask(first.url, "CREATE TABLE kept AS SELECT 42 AS answer");
  const pid = await postmasterPid();
  await first.stop();
  expect(isAlive(pid)).toBe(false);

  const second = await start();
  expect(await ask(second.url, "SELECT answer FROM kept")).toEqual({ answer: 42 });
  expect(lines).toEqual(["Making a new database."]);
});

test("it is durable by default, on loopback only, behind a password of its own", async () => {
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  cleanups.push(server.stop);
  const settings = await ask(
    server.url,
    `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commits,
            current_setting('listen_addresses') AS addresses, current_setting('TimeZone') AS zone,
            current_setting('server_encoding') AS encoding`,
  );
  expect(settings).toEqual({
    fsync: "on",
    commits: "on",
    addresses: chooseLoopback(),
    zone: "UTC",
    encoding: "UTF8",
  });
  const stranger = new URL(server.url);
  stranger.password = "guess";
  await expect(ask(stranger.href, "SELECT 1")).rejects.toThrow(/password authentication failed/);
  const { mode } = await stat(join(dataDir, "postgres-password"));
  expect(mode & 0o777).toBe(0o600);
});

test("a second start on the same folder is told who has it, and disturbs nothing", async () => {
  const server = await start();
  await expect(start()).rejects.toMatchObject({
    name: "StartError",
    message: expect.stringContaining(`already running on ${dataDir} (process ${process.pid})`),
  });
  expect(await ask(server.url, "SELECT 1 AS one")).toEqual({ one: 1 });
});

test("when the parent is killed its server ends, and the next start has everything", async () => {
  const { child, url } = await holdInChild();
  await ask(url, "CREATE TABLE kept AS SELECT 'committed'::text AS state");
  const pid = await postmasterPid();
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(await waitUntilGone(pid, PATIENCE_MS)).toBe(true);

  const next = await start();
  expect(await ask(next.url, "SELECT state FROM kept")).toEqual({ state: "committed" });
});

test("a server that outlived its parent is ended by the next start", async () => {
  const { child, url } = await holdInChild();
  await ask(url, "CREATE TABLE kept AS SELECT 'committed'::text AS state");
  const pid = await postmasterPid();
  const watcher = listDescendants(child.pid ?? 0).find(({ command }) =>
    command.startsWith("/bin/sh"),
  );
  if (!watcher) throw new Error("The watcher is not running");
  process.kill(watcher.pid, "SIGKILL");
  child.kill("SIGKILL");
  await once(child, "exit");
  expect(isAlive(pid)).toBe(true);

  const next = await start();
  expect(isAlive(pid)).toBe(false);
  expect(lines).toContain("Ended a database server that an earlier start had left behind.");
  expect(await ask(next.url, "SELECT state FROM kept")).toEqual({ state: "committed" });
});

test("a killed server comes back on the same address with all that was committed", async () => {
  const server = await start();
  const sql = postgres(server.url, { max: 1 });
  cleanups.push(() => sql.end());
  await sql`CREATE TABLE kept AS SELECT 7 AS answer`;
  const pid = await postmasterPid();
  process.kill(pid, "SIGKILL");
  await expect.poll(() => lines, { timeout: PATIENCE_MS }).toContain("The database is back.");
  expect(await postmasterPid()).not.toBe(pid);
  // The first query may still meet the dead connection; a client asks again.
  const again = await sql`SELECT answer FROM kept`.catch(() => sql`SELECT answer FROM kept`);
  expect(again).toEqual([{ answer: 7 }]);
});

test("a pid file that names a stranger's process is removed, and the stranger lives", async () => {
  const server = await start();
  await server.stop();
  const stranger = spawn("sleep", ["60"]);
  cleanups.push(async () => stranger.kill());
  await writeFile(
    join(dataDir, "postgres", "postmaster.pid"),
    `${stranger.pid}\n${join(dataDir, "postgres")}\n1700000000\n5432\n\n127.0.0.1\n0 0\nready\n`,
  );
  const again = await start();
  expect(await ask(again.url, "SELECT 1 AS one")).toEqual({ one: 1 });
  expect(stranger.exitCode).toBeNull();
  expect(isAlive(stranger.pid ?? 0)).toBe(true);
});

test("a deleted password file is made anew and the data stays", async () => {
  const first = await start();
  await ask(first.url, "CREATE TABLE kept AS SELECT 3 AS answer");
  await first.stop();
  await rm(join(dataDir, "postgres-password"));
  const second = await start();
  expect(second.url).not.toBe(first.url);
  expect(await ask(second.url, "SELECT answer FROM kept")).toEqual({ answer: 3 });
});

test("a folder of another PostgreSQL version is left alone and named", async () => {
  const server = await start();
  await server.stop();
  await writeFile(join(dataDir, "postgres", "PG_VERSION"), "15\n");
  await expect(start()).rejects.toMatchObject({
    name: "StartError",
    message: expect.stringContaining("made by PostgreSQL 15"),
  });
});

test("a folder that holds something else is not overwritten", async () => {
  await mkdir(join(dataDir, "postgres"));
  await writeFile(join(dataDir, "postgres", "thesis.txt"), "years of work");
  await expect(start()).rejects.toThrow(/holds something that is not a database/);
  expect(await readFile(join(dataDir, "postgres", "thesis.txt"), "utf8")).toBe("years of work");
});

test("a full disk is said to be full", async ({ skip }) => {
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "size=30m", "tmpfs", dataDir]);
  skip(mounted.status !== 0, "a small file system cannot be mounted here");
  cleanups.push(async () => spawnSync("umount", [dataDir]));
  await expect(start()).rejects.toMatchObject({
    name: "StartError",
    message: expect.stringContaining("disk is full"),
  });
});

test("a folder that nobody may write is named", async ({ skip }) => {
  const mounted = spawnSync("mount", ["-t", "tmpfs", "-o", "ro", "tmpfs", dataDir]);
  skip(mounted.status !== 0, "a read-only file system cannot be mounted here");
  cleanups.push(async () => spawnSync("umount", [dataDir]));
  await expect(start()).rejects.toMatchObject({
    name: "StartError",
    message: `The data folder is not writable: ${dataDir}`,
  });
});

test("under a folder that only root can enter, the database lies outside", async ({ skip }) => {
  skip(!isRoot, "only root meets this");
  const umask = process.umask(0o077);
  cleanups.push(async () => process.umask(umask));
  await chmod(dataDir, 0o700);
  const inside = join(dataDir, "checkout", ".data");
  const first = await start(inside);
  await ask(first.url, "CREATE TABLE kept AS SELECT 5 AS answer");
  await first.stop();
  const place = /^The database is in (\S+),/.exec(lines[0] ?? "")?.[1] ?? "";
  cleanups.push(() => rm(dirname(place), { recursive: true, force: true }));
  expect(place).not.toContain(dataDir);

  const second = await start(inside);
  expect(await ask(second.url, "SELECT answer FROM kept")).toEqual({ answer: 5 });
});

test("an ordinary user starts it as themselves", async ({ skip }) => {
  skip(!isRoot, "the other tests of this file have just shown it");
  const [uid, gid] = ["-u", "-g"].map((flag) =>
    Number(spawnSync("id", [flag, "nobody"], { encoding: "utf8" }).stdout),
  );
  await chown(dataDir, uid ?? 0, gid ?? 0);
  const { url } = await holdInChild({ uid, gid });
  expect(await ask(url, "SELECT 1 AS one")).toEqual({ one: 1 });
  expect((await stat(join(dataDir, "postgres"))).uid).toBe(uid);
  expect(userInfo().uid).not.toBe(uid);
});
