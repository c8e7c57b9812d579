import { execFile } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { promisify } from "node:util";
import postgres from "postgres";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { waitUntilGone } from "#server/db/embedded/os-process";
import type { ProcessInfo } from "../support/processes";
import { launchProduct, readUrl, startProduct } from "../support/start-product";
import type { Product } from "../support/start-product";

const STOP_TIMEOUT_MS = 30_000;

/** `family` as it was when the start was ready. */
type Started = Product & { family: ProcessInfo[] };

let dataDir: string;
const running: Started[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "scaleboard-command-"));
});

afterEach(async () => {
  for (const product of running.splice(0)) await product.stop();
});

afterAll(() => rm(dataDir, { recursive: true, force: true }));

async function start(command?: string[], settings: Record<string, string> = {}): Promise<Started> {
  const product = await startProduct(dataDir, settings, command);
  const started = { ...product, family: product.listFamily() };
  running.push(started);
  return started;
}

/** A start that is expected to refuse: what it said, and how it ended. */
async function startInVain(
  folder: string,
  settings: Record<string, string> = {},
): Promise<{ said: string; exit: unknown[] }> {
  const child = launchProduct(folder, settings);
  const exited = once(child, "exit");
  const lines: string[] = [];
  await readUrl(child, lines);
  return { exit: await exited, said: lines.join("\n") };
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

function findIn({ family }: Started, command: string): number {
  const found = family.find((info) => info.command.endsWith(command));
  if (!found) throw new Error(`${command} is not among the processes`);
  return found.pid;
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

test("it starts, serves a page, and after Ctrl-C nothing is left running", async () => {
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
});

test("its pages are rendered by React's production build, though nobody set NODE_ENV", async () => {
  const started = await start(undefined, {
    NODE_OPTIONS: `--import ${new URL("../support/note-loaded.mjs", import.meta.url).href}`,
    NOTE_LOADED_DIR: dataDir,
  });
  expect((await fetch(started.url)).status).toBe(200);
  await started.stop();
  const loaded = JSON.parse(await readFile(join(dataDir, "web.json"), "utf8")) as string[];
  const ofReact = loaded.map((path) => basename(path)).filter((name) => /^react\b/.test(name));
  expect(ofReact).toContain("react-dom-server.node.production.min.js");
  expect(ofReact.filter((name) => name.includes("development"))).toEqual([]);
});

test("what was stored is there after a restart, which builds nothing", async () => {
  const first = await start();
  await ask("CREATE TABLE IF NOT EXISTS kept AS SELECT 1 AS one");
  first.parent.kill("SIGTERM");
  await first.exited;
  const second = await start();
  expect(await ask("SELECT one FROM kept")).toEqual([{ one: 1 }]);
  expect(second.lines.join("\n")).not.toMatch(/Building|Making a new database/);
});

test("a kill -9 of the parent takes all with it, and the next start works", async () => {
  const first = await start();
  first.parent.kill("SIGKILL");
  await first.exited;
  await expectNothingLeft(first);
  const second = await start();
  expect((await fetch(second.url)).status).toBe(200);
});

test.runIf(process.platform !== "win32").each(["SIGTERM", "SIGKILL"] as const)(
  "%s to the process of npm takes all with it",
  async (signal) => {
    const started = await start(["npm", "start"]);
    started.parent.kill(signal);
    await started.exited;
    await expectNothingLeft(started);
  },
);

test.runIf(process.platform !== "win32")(
  "the shell that started it in the background may end",
  async () => {
    const goOn = join(dataDir, "go-on");
    await promisify(execFile)("mkfifo", [goOn]);
    const started = await start(["sh", "-c", 'npm start & read -r _ <"$0"', goOn]);
    await writeFile(goOn, "\n");
    expect(await started.exited).toEqual([0, null]);
    // A restart takes longer than a watch of the shell would take to end everything.
    process.kill(findIn(started, "/server/web/main.ts"), "SIGKILL");
    await expect
      .poll(() => started.lines, { timeout: STOP_TIMEOUT_MS })
      .toContain("The web process is back.");
    process.kill(findIn(started, "npm start"), "SIGTERM");
    await expectNothingLeft(started);
  },
);

describe("while it runs", () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct(dataDir);
  });
  afterAll(() => product?.stop());

  test("a second start on the same folder says who has it, and the first goes on", async () => {
    const { exit, said } = await startInVain(dataDir);
    expect(exit).toEqual([1, null]);
    expect(said).toContain(`already running on ${dataDir} (process ${product.parent.pid})`);
    expect(said).toContain("What to do:");
    expect(said).not.toMatch(/^\s+at /m);
    expect((await fetch(product.url)).status).toBe(200);
  });

  test("a port that is taken is named, and nothing is left running", async () => {
    const otherDir = await mkdtemp(join(tmpdir(), "scaleboard-command-"));
    const { port } = new URL(product.url);
    const { exit, said } = await startInVain(otherDir, { PORT: port });
    expect(exit).toEqual([1, null]);
    expect(said).toContain(`Port ${port} is in use by another program.`);
    await expect(readFile(join(otherDir, "postgres", "postmaster.pid"))).rejects.toThrow("ENOENT");
    await rm(otherDir, { recursive: true });
  });

  test("a killed web process comes back at the same address", async () => {
    process.kill(product.findPid("web"), "SIGKILL");
    await expect
      .poll(() => product.lines, { timeout: STOP_TIMEOUT_MS })
      .toContain("The web process is back.");
    expect((await fetch(product.url)).status).toBe(200);
  });
});
