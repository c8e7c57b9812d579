import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { ensureSettingsKey } from "./ensure-settings-key";

async function makeFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "settings-key-"));
  onTestFinished(() => rm(folder, { recursive: true }));
  return folder;
}

it("makes a key once, for its owner only, and finds it again", async () => {
  const folder = await makeFolder();
  const key = await ensureSettingsKey(folder);
  expect(Buffer.from(key, "base64url")).toHaveLength(32);
  expect(await ensureSettingsKey(folder)).toBe(key);
  const path = join(folder, "settings-key");
  expect(await readFile(path, "utf8")).toBe(`${key}\n`);
  if (process.platform !== "win32") expect((await stat(path)).mode & 0o777).toBe(0o600);
});

it("makes another where the file was cut short", async () => {
  const folder = await makeFolder();
  await writeFile(join(folder, "settings-key"), "abc");
  const key = await ensureSettingsKey(folder);
  expect(key.length).toBeGreaterThan(32);
  expect(await ensureSettingsKey(folder)).toBe(key);
});
