import { mkdir, mkdtemp, readFile, readdir, rm, rmdir } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openLogFile } from "./log-file";

/** Some seventy rotations, each of which renames five files: over a second on a busy disk. */
const WAIT = { timeout: 20_000 };

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "scaleboard-log-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test("a full file becomes an older one, and only a few are kept", async () => {
  const complaints: string[] = [];
  const path = join(folder, "web.log");
  const log = openLogFile(path, (message) => complaints.push(message), { maxBytes: 100 });
  for (let line = 0; line < 200; line += 1) log.write(`${line} ${"x".repeat(40)}\n`);
  await expect
    .poll(
      async () => [await readFile(path, "utf8"), await readFile(`${path}.1`, "utf8")].join(""),
      WAIT,
    )
    .toContain("199 ");
  log.end();
  const names = (await readdir(folder)).sort();
  expect(names).toEqual(["web.log", ...[1, 2, 3, 4, 5].map((age) => `web.log.${age}`)]);
  expect(complaints).toEqual([]);
});

test("one that can't be written is told of once, and tried again", async () => {
  const complaints: string[] = [];
  const path = join(folder, "worker.log");
  await mkdir(path);
  let nowMs = 0;
  const log = openLogFile(path, (message) => complaints.push(message), { nowMs: () => nowMs });
  log.write("lost\n");
  await expect.poll(() => complaints).toHaveLength(1);
  log.write("lost as well\n");
  await rmdir(path);
  nowMs += 10_000;
  log.write("kept\n");
  await expect.poll(() => readFile(path, "utf8")).toBe("kept\n");
  log.end();
  expect(complaints).toHaveLength(1);
});
