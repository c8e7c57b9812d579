import { existsSync } from "node:fs";
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { isBuildStale } from "#server/start/build-app";
import { requireUnusedBuild } from "#server/start/build-users";
import { ROOT_DIR } from "../support/content";
import { copySources } from "../support/copy-sources";
import type { Sources } from "../support/copy-sources";
import { startInFolder } from "../support/shared-product";
import { launchProduct, readUrl, startProduct } from "../support/start-product";

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

test("a start that would build refuses while another serves from the build; one that wouldn't is fine", async () => {
  const first = await startInFolder({}, sources.rootDir);
  const dataDir = await mkdtemp(join(tmpdir(), "scaleboard-e2e-"));
  const changed = join(sources.rootDir, "app/components/ui/button.tsx");
  try {
    await edit(changed);
    const refused = launchProduct(dataDir, {}, undefined, sources.rootDir);
    const lines: string[] = [];
    expect(await readUrl(refused, lines)).toBeNull();
    expect(lines.join("\n")).toContain(
      `process ${first.product.findPid("web")} (${first.product.url})`,
    );
    expect(lines.join("\n")).toContain("Stop that one first");
    expect(existsSync(join(dataDir, "postgres"))).toBe(false);
    expect((await fetch(`${first.product.url}/problems`)).status).toBe(200);

    await cp(join(ROOT_DIR, "app/components/ui/button.tsx"), changed);
    const second = await startProduct(dataDir, {}, undefined, sources.rootDir);
    expect((await fetch(`${second.url}/problems`)).status).toBe(200);
    await second.stop();
  } finally {
    await cp(join(ROOT_DIR, "app/components/ui/button.tsx"), changed);
    await first.end();
    await rm(dataDir, { recursive: true, force: true });
  }
  await requireUnusedBuild(sources.rootDir);
});

test("a build for this machine isn't one for servers", async () => {
  const stamp = join(sources.rootDir, "build", ".stamp");
  await writeFile(stamp, (await readFile(stamp, "utf8")).replace(/\w+$/, "quick"));
  expect(await isBuildStale(sources.rootDir, "quick")).toBe(false);
  expect(await isBuildStale(sources.rootDir, "small")).toBe(true);
});
