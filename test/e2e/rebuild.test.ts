import { existsSync } from "node:fs";
import { appendFile, cp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { isBuildStale } from "#server/start/build-app";
import { ROOT_DIR } from "../support/content";
import { copySources } from "../support/copy-sources";
import type { Sources } from "../support/copy-sources";

let sources: Sources;

beforeAll(async () => {
  sources = await copySources();
  await cp(join(ROOT_DIR, "build"), join(sources.rootDir, "build"), { recursive: true });
});
beforeEach(async () => {
  expect(await isBuildStale(sources.rootDir, "quick")).toBe(false);
});
afterAll(() => sources.remove());

/** Asks once the file is changed, and puts it back. */
async function isStaleWith(
  path: string,
  change: (path: string) => Promise<void>,
): Promise<boolean> {
  const changed = join(sources.rootDir, path);
  const original = join(ROOT_DIR, path);
  await change(changed);
  try {
    return await isBuildStale(sources.rootDir, "quick");
  } finally {
    await rm(changed);
    if (existsSync(original)) await cp(original, changed);
  }
}

function edit(path: string): Promise<void> {
  return appendFile(path, "\n");
}

test.each([
  "server/worker/main.ts",
  "server/worker/grade-attempt.ts",
  "server/judges/offline/offline-judge.ts",
  "server/web/create-app.ts",
  "server/commands/grade.ts",
])("%s is in no page: a start builds nothing", async (path) => {
  expect(await isStaleWith(path, edit)).toBe(false);
});

test.each([
  ["a component", "app/components/ui/button.tsx"],
  ["a style sheet that another imports", "app/styles/tokens.css"],
  ["an operation that a loader calls", "server/attempts/list-attempts.ts"],
  ["what browser and server share", "domain/problems/scale.ts"],
  ["the configuration", "vite.config.ts"],
  ["the route table", "remix.config.js"],
  ["a file that is served as it is", "public/favicon.svg"],
  ["the lock file", "package-lock.json"],
])("%s is in pages: a start builds them", async (_what, path) => {
  expect(await isStaleWith(path, edit)).toBe(true);
});

test("a new file of app/ may be a page: a start builds", async () => {
  expect(await isStaleWith("app/routes/new.tsx", (path) => writeFile(path, "\n"))).toBe(true);
});

test("a build for this machine isn't one for servers", async () => {
  const stamp = join(sources.rootDir, "build", ".stamp");
  await writeFile(stamp, (await readFile(stamp, "utf8")).replace(/\w+$/, "quick"));
  expect(await isBuildStale(sources.rootDir, "quick")).toBe(false);
  expect(await isBuildStale(sources.rootDir, "small")).toBe(true);
});
