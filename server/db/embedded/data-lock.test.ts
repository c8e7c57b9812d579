import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockDataDir } from "./data-lock";

let dataDir: string;

beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), "scaleboard-lock-"));
});

afterEach(() => rm(dataDir, { recursive: true }));

test("of many at once exactly one gets the lock", async () => {
  const tries = await Promise.allSettled(Array.from({ length: 12 }, () => lockDataDir(dataDir)));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await readdir(dataDir)).toEqual(["lock"]);
});

test("what was let go of can be taken again", async () => {
  const unlock = await lockDataDir(dataDir);
  await unlock();
  const unlockAgain = await lockDataDir(dataDir);
  await unlockAgain();
  expect(await readdir(dataDir)).toEqual([]);
});

test("the lock of a dead process is taken over", async () => {
  const gone = { pid: 4_000_000_000, startMark: "1", token: "dead" };
  await writeFile(join(dataDir, "lock"), JSON.stringify(gone));
  const unlock = await lockDataDir(dataDir);
  await unlock();
  expect(await readdir(dataDir)).toEqual([]);
});

test("a takeover cut short by a kill does not block the next start", async () => {
  const dead = { pid: 4_000_000_000, startMark: "1", token: "dead" };
  await writeFile(join(dataDir, "lock"), JSON.stringify(dead));
  const rival = { pid: 4_000_000_001, startMark: "1", token: "rival" };
  await writeFile(join(dataDir, "lock.after-dead"), JSON.stringify(rival));
  const unlock = await lockDataDir(dataDir);
  await unlock();
});

test("a pid given to another process since does not hold the lock", async () => {
  const reused = { pid: process.pid, startMark: "an earlier start", token: "dead" };
  await writeFile(join(dataDir, "lock"), JSON.stringify(reused));
  const unlock = await lockDataDir(dataDir);
  await unlock();
});

test("of many that find a dead process's lock exactly one gets it", async () => {
  await writeFile(
    join(dataDir, "lock"),
    JSON.stringify({ pid: 4_000_000_000, startMark: "1", token: "dead" }),
  );
  const tries = await Promise.allSettled(Array.from({ length: 12 }, () => lockDataDir(dataDir)));
  expect(tries.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
});

test("a file that is no lock is named, not deleted", async () => {
  await writeFile(join(dataDir, "lock"), "half a");
  await expect(lockDataDir(dataDir)).rejects.toMatchObject({
    name: "StartError",
    message: `The lock ${join(dataDir, "lock")} is not readable as one.`,
  });
  expect(await readdir(dataDir)).toEqual(["lock"]);
});
