import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lockFolder } from "./folder-lock";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "scaleboard-lock-"));
});

afterEach(() => rm(folder, { recursive: true }));

async function takeAndRelease(): Promise<void> {
  const outcome = await lockFolder(folder);
  if (!("unlock" in outcome)) throw new Error(`Held by ${outcome.heldBy}`);
  await outcome.unlock();
}

test("of many at once exactly one gets the lock", async () => {
  const tries = await Promise.all(Array.from({ length: 12 }, () => lockFolder(folder)));
  expect(tries.filter((outcome) => "unlock" in outcome)).toHaveLength(1);
  expect(tries.filter((outcome) => "heldBy" in outcome)).toHaveLength(11);
  expect(await readdir(folder)).toEqual(["lock"]);
});

test("what was let go of can be taken again", async () => {
  await takeAndRelease();
  await takeAndRelease();
  expect(await readdir(folder)).toEqual([]);
});

test("the lock of a dead process is taken over", async () => {
  const gone = { pid: 4_000_000_000, startMark: "1", token: "dead" };
  await writeFile(join(folder, "lock"), JSON.stringify(gone));
  await takeAndRelease();
  expect(await readdir(folder)).toEqual([]);
});

test("a takeover cut short by a kill does not block the next start", async () => {
  const dead = { pid: 4_000_000_000, startMark: "1", token: "dead" };
  await writeFile(join(folder, "lock"), JSON.stringify(dead));
  const rival = { pid: 4_000_000_001, startMark: "1", token: "rival" };
  await writeFile(join(folder, "lock.after-dead"), JSON.stringify(rival));
  await takeAndRelease();
});

test("a pid given to another process since does not hold the lock", async () => {
  const reused = { pid: process.pid, startMark: "an earlier start", token: "dead" };
  await writeFile(join(folder, "lock"), JSON.stringify(reused));
  await takeAndRelease();
});

test("of many that find a dead process's lock exactly one gets it", async () => {
  await writeFile(
    join(folder, "lock"),
    JSON.stringify({ pid: 4_000_000_000, startMark: "1", token: "dead" }),
  );
  const tries = await Promise.all(Array.from({ length: 12 }, () => lockFolder(folder)));
  expect(tries.filter((outcome) => "unlock" in outcome)).toHaveLength(1);
  expect(tries.filter((outcome) => "heldBy" in outcome)).toHaveLength(11);
});

test("a file that is no lock is named, not deleted", async () => {
  await writeFile(join(folder, "lock"), "half a");
  await expect(lockFolder(folder)).rejects.toMatchObject({
    name: "StartError",
    message: `The lock ${join(folder, "lock")} is not readable as one.`,
  });
  expect(await readdir(folder)).toEqual(["lock"]);
});
