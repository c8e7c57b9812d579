import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { fingerprintSources, hashSources } from "./fingerprint";

const BUNDLED = ["app/routes/home.tsx", "server/list-things.ts"];

let rootDir: string;

beforeEach(async () => {
  rootDir = await mkdtemp(join(tmpdir(), "scaleboard-sources-"));
  for (const folder of ["app/routes", "server", "public"])
    await mkdir(join(rootDir, folder), { recursive: true });
  await write("app/routes/home.tsx", "one");
  await write("server/list-things.ts", "one");
  await write("server/work.ts", "one");
  await write("vite.config.ts", "config");
});

afterEach(() => rm(rootDir, { recursive: true }));

function write(path: string, text: string): Promise<void> {
  return writeFile(join(rootDir, path), text);
}

async function fingerprint(folder = rootDir): Promise<string> {
  return fingerprintSources(await hashSources(folder), BUNDLED);
}

async function changes(path: string, text: string): Promise<boolean> {
  const before = await fingerprint();
  await write(path, text);
  return (await fingerprint()) !== before;
}

test.each([
  "app/routes/home.tsx",
  "app/routes/new.tsx",
  "app/root.css",
  "public/icon.svg",
  "vite.config.ts",
  "package-lock.json",
  "server/list-things.ts",
  "server/start/compress-assets.ts",
])("%s, changed or new, makes another fingerprint", async (path) => {
  await mkdir(join(rootDir, "server/start"));
  expect(await changes(path, "two")).toBe(true);
  expect(await changes(path, "two")).toBe(false);
});

test("a bundled file that is gone or moved makes another fingerprint", async () => {
  const before = await fingerprint();
  await rm(join(rootDir, "server/list-things.ts"));
  const without = await fingerprint();
  await write("server/show-things.ts", "one");
  expect(without).not.toBe(before);
  expect(await fingerprint()).toBe(without);
});

test("the same folder, written with a slash at its end, has the same fingerprint", async () => {
  expect(await fingerprint(`${rootDir}/`)).toBe(await fingerprint());
});

test.each(["server/work.ts", "server/new.ts", "README.md", "app/routes/home.test.tsx"])(
  "the app isn't built from %s",
  async (path) => {
    expect(await changes(path, "two")).toBe(false);
  },
);
