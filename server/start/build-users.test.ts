import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { readStartMark } from "../db/embedded/os-process";
import { requireUnusedBuild, useBuild } from "./build-users";

const URL_OF_ONE = "http://127.0.0.1:3000";
let rootDir: string;
let dir: string;

beforeEach(async () => {
  rootDir = await mkdtemp(join(tmpdir(), "scaleboard-build-users-"));
  dir = join(rootDir, "node_modules", ".cache", "scaleboard-build", "serving");
});
afterEach(() => rm(rootDir, { recursive: true, force: true }));

/** What another process would have written. */
async function leave(fields: Record<string, unknown>): Promise<string> {
  const letGo = await useBuild(rootDir, URL_OF_ONE);
  const [name = ""] = await readdir(dir);
  const mine = JSON.parse(await readFile(join(dir, name), "utf8")) as object;
  await letGo();
  const path = join(dir, "another.json");
  await writeFile(path, JSON.stringify(Object.assign(mine, fields)));
  return path;
}

it("is free where nobody has said so, and again once they have gone", async () => {
  await requireUnusedBuild(rootDir);
  const letGo = await useBuild(rootDir, URL_OF_ONE);
  await expect(requireUnusedBuild(rootDir)).rejects.toThrow(
    `process ${process.pid} (${URL_OF_ONE})`,
  );
  await letGo();
  await requireUnusedBuild(rootDir);
});

it("is free once its user was killed, and when its pid is another's by then", async () => {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  await once(child, "spawn");
  const pid = child.pid ?? 0;
  const startMark = await readStartMark(pid);
  const path = await leave({ pid, startMark });
  await expect(requireUnusedBuild(rootDir)).rejects.toThrow(`process ${pid} `);
  await writeFile(path, (await readFile(path, "utf8")).replace(String(startMark), "0"));
  await requireUnusedBuild(rootDir);
  await leave({ pid, startMark });
  child.kill("SIGKILL");
  await once(child, "exit");
  await requireUnusedBuild(rootDir);
  expect(await readdir(dir)).toEqual([]);
});

it("believes another machine for a minute", async () => {
  const path = await leave({ host: "another-container", pid: 1 });
  await expect(requireUnusedBuild(rootDir)).rejects.toThrow("process 1 on another-container");
  const before = new Date(Date.now() - 61_000);
  await utimes(path, before, before);
  await requireUnusedBuild(rootDir);
});

it("asks only for its own copy of the sources, and takes half a file for none", async () => {
  await leave({ rootDir: "/elsewhere" });
  await requireUnusedBuild(rootDir);
  expect(await readdir(dir)).toEqual(["another.json"]);
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, "half.json"), '{"pid":');
  await requireUnusedBuild(rootDir);
});
