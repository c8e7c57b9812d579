import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, expect, test } from "vitest";
import { waitUntilGone } from "../../../server/db/embedded/os-process";
import { listDescendants, type ProcessInfo } from "../../support/processes";

const ROOT_DIR = fileURLToPath(new URL("../../..", import.meta.url));
/** The first start of a run may have to build the app. */
const START_TIMEOUT_MS = 240_000;
const STOP_TIMEOUT_MS = 30_000;

type Started = {
  parent: ChildProcess;
  url: string;
  lines: string[];
  /** The parent's children and theirs: web, worker, database and what watches it. */
  family: ProcessInfo[];
  exited: Promise<unknown>;
};

let dataDir: string;
const running: Started[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "scaleboard-command-"));
});

afterEach(async () => {
  for (const { parent, exited } of running.splice(0)) {
    if (parent.exitCode !== null || parent.signalCode !== null) continue;
    parent.kill("SIGTERM");
    await exited;
  }
});

afterAll(() => rm(dataDir, { recursive: true, force: true }));

function launch(extra: Record<string, string> = {}): ChildProcess {
  const env = { ...process.env, NODE_ENV: "production", DATABASE_URL: "", REDIS_URL: "" } as const;
  return spawn(process.execPath, ["--import", "tsx", "server/start.ts"], {
    cwd: ROOT_DIR,
    env: { ...env, SCALEBOARD_DATA_DIR: dataDir, PORT: "0", ...extra },
    stdio: ["ignore", "pipe", "pipe"],
  });
}

/** All that a start says until `isEnough`, or until it ends. */
async function listen(child: ChildProcess, isEnough: (line: string) => boolean): Promise<string[]> {
  const lines: string[] = [];
  return new Promise((resolve) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        if (isEnough(line)) resolve(lines);
      });
    }
    child.once("close", () => resolve(lines));
  });
}

async function start(): Promise<Started> {
  const parent = launch();
  const exited = once(parent, "exit");
  const lines = await listen(parent, (line) => line.includes("is ready:"));
  const url = /is ready: (http:\S+)/.exec(lines.join("\n"))?.[1];
  if (!url || parent.pid === undefined) throw new Error(`Not ready:\n${lines.join("\n")}`);
  const started = { parent, url, lines, family: listDescendants(parent.pid), exited };
  running.push(started);
  return started;
}

async function expectNothingLeft({ family }: Started): Promise<void> {
  const names = family.map(({ command }) => command);
  expect(names).toEqual(
    expect.arrayContaining([
      expect.stringContaining("web"),
      expect.stringContaining("worker"),
      expect.stringContaining(`postgres -D ${dataDir}`),
    ]),
  );
  const gone = await Promise.all(family.map(({ pid }) => waitUntilGone(pid, STOP_TIMEOUT_MS)));
  expect(names.filter((_, index) => !gone[index])).toEqual([]);
}

function findWeb({ family }: Started): number {
  const web = family.find(({ command }) => command.includes(join("server", "web", "main.ts")));
  if (!web) throw new Error("The web process is not running");
  return web.pid;
}

/** Asks the embedded database itself, as an operator could. */
async function ask(text: string): Promise<object[]> {
  const password = (await readFile(join(dataDir, "postgres-password"), "utf8")).trim();
  const pidFile = await readFile(join(dataDir, "postgres", "postmaster.pid"), "utf8");
  const port = pidFile.split("\n")[3];
  const sql = postgres(`postgres://scaleboard:${password}@127.0.0.1:${port}/scaleboard`, {
    max: 1,
    onnotice: () => undefined,
  });
  try {
    return await sql.unsafe<object[]>(text);
  } finally {
    await sql.end();
  }
}

test(
  "it starts, serves a page, and after Ctrl-C nothing is left running",
  async () => {
    const started = await start();
    const page = await fetch(started.url);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain("<!DOCTYPE html>");
    expect(new URL(started.url).hostname).toBe("127.0.0.1");
    // npm passes its own copy of the same Ctrl-C on.
    started.parent.kill("SIGINT");
    started.parent.kill("SIGINT");
    expect(await started.exited).toEqual([0, null]);
    await expectNothingLeft(started);
  },
  START_TIMEOUT_MS,
);

test(
  "what was stored is there after a restart, which builds nothing",
  async () => {
    const first = await start();
    await ask("CREATE TABLE IF NOT EXISTS kept AS SELECT 1 AS one");
    first.parent.kill("SIGTERM");
    await first.exited;
    const second = await start();
    expect(await ask("SELECT one FROM kept")).toEqual([{ one: 1 }]);
    expect(second.lines.join("\n")).not.toMatch(/Building|Making a new database/);
  },
  START_TIMEOUT_MS,
);

test(
  "a kill -9 of the parent takes all with it, and the next start works",
  async () => {
    const first = await start();
    first.parent.kill("SIGKILL");
    await first.exited;
    await expectNothingLeft(first);
    const second = await start();
    expect((await fetch(second.url)).status).toBe(200);
  },
  START_TIMEOUT_MS,
);

test(
  "a second start on the same folder says who has it, and the first goes on",
  async () => {
    const first = await start();
    const second = launch();
    const exited = once(second, "exit");
    const lines = (await listen(second, () => false)).join("\n");
    expect(await exited).toEqual([1, null]);
    expect(lines).toContain(`already running on ${dataDir} (process ${first.parent.pid})`);
    expect(lines).toContain("What to do:");
    expect(lines).not.toMatch(/^\s+at /m);
    expect((await fetch(first.url)).status).toBe(200);
  },
  START_TIMEOUT_MS,
);

test(
  "a killed web process comes back at the same address",
  async () => {
    const started = await start();
    process.kill(findWeb(started), "SIGKILL");
    await expect
      .poll(() => started.lines, { timeout: STOP_TIMEOUT_MS })
      .toContain("The web process is back.");
    expect((await fetch(started.url)).status).toBe(200);
  },
  START_TIMEOUT_MS,
);

test(
  "a port that is taken is named, and nothing is left running",
  async () => {
    const first = await start();
    const otherDir = await mkdtemp(join(tmpdir(), "scaleboard-command-"));
    const { port } = new URL(first.url);
    const second = launch({ SCALEBOARD_DATA_DIR: otherDir, PORT: port });
    const exited = once(second, "exit");
    const lines = (await listen(second, () => false)).join("\n");
    expect(await exited).toEqual([1, null]);
    expect(lines).toContain(`Port ${port} is in use by another program.`);
    await expect(readFile(join(otherDir, "postgres", "postmaster.pid"))).rejects.toThrow("ENOENT");
    await rm(otherDir, { recursive: true });
  },
  START_TIMEOUT_MS,
);
