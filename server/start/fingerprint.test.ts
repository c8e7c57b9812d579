import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fingerprintSources } from "./fingerprint";

let rootDir: string;

beforeEach(async () => {
  rootDir = await mkdtemp(join(tmpdir(), "scaleboard-sources-"));
  await mkdir(join(rootDir, "app", "routes"), { recursive: true });
  await writeFile(join(rootDir, "app", "routes", "home.tsx"), "one");
  await writeFile(join(rootDir, "vite.config.ts"), "config");
});

afterEach(() => rm(rootDir, { recursive: true }));

async function changes(change: () => Promise<unknown>): Promise<boolean> {
  const before = await fingerprintSources(rootDir);
  await change();
  return (await fingerprintSources(rootDir)) !== before;
}

test("an edit, a new file and a renamed file each make another fingerprint", async () => {
  const home = join(rootDir, "app", "routes", "home.tsx");
  expect(await changes(() => writeFile(home, "two"))).toBe(true);
  expect(await changes(() => writeFile(join(rootDir, "app", "root.tsx"), "root"))).toBe(true);
  expect(await changes(() => writeFile(join(rootDir, "vite.config.ts"), "other"))).toBe(true);
});

test("the same folder, written with a slash at its end, has the same fingerprint", async () => {
  expect(await fingerprintSources(`${rootDir}/`)).toBe(await fingerprintSources(rootDir));
});

test("what the app is not built from makes no difference", async () => {
  expect(await changes(() => writeFile(join(rootDir, "README.md"), "words"))).toBe(false);
  const testFile = join(rootDir, "app", "routes", "home.test.tsx");
  expect(await changes(() => writeFile(testFile, "test"))).toBe(false);
  expect(await changes(() => writeFile(join(rootDir, "app", "routes", "home.tsx"), "one"))).toBe(
    false,
  );
});
