import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { errorCode } from "../db/embedded/start-error";

/** All that the built app may be made from. */
const FOLDERS = ["app", "domain", "server", "public"];
const FILES = ["vite.config.ts", "remix.config.js", "tsconfig.json", "package-lock.json"];
/** What makes the build without being in it. */
const BUILDERS = [
  "server/start/build-app.ts",
  "server/start/compress-assets.ts",
  "server/start/asset-encodings.ts",
  "server/start/draw-pictures.ts",
];
const TEST_FILE = /\.test\.tsx?$/;

/** Hash of each source file's content, by its path from the root, written with slashes. */
export type SourceHashes = ReadonlyMap<string, string>;

export async function hashSources(rootDir: string): Promise<SourceHashes> {
  const inFolders = await Promise.all(FOLDERS.map((folder) => listFiles(rootDir, folder)));
  const hashes = new Map<string, string>();
  const paths = [...FILES, ...inFolders.flat()].sort();
  const contents = await Promise.all(paths.map((path) => readOrNull(join(rootDir, path))));
  for (const [index, path] of paths.entries()) {
    const content = contents[index];
    if (content) hashes.set(path, createHash("sha256").update(content).digest("hex"));
  }
  return hashes;
}

/**
 * A hash over names and contents; the same on every machine for the same sources. All of app/ and
 * public/ counts, since new files are found there by their place, and of domain/ and server/ what was bundled.
 * @param bundled paths of files that went into the build
 */
export function fingerprintSources(hashes: SourceHashes, bundled: readonly string[]): string {
  const isIn = new Set([...BUILDERS, ...bundled]);
  const hash = createHash("sha256");
  for (const [path, content] of hashes) {
    if (/^(domain|server)\//.test(path) && !isIn.has(path)) continue;
    hash.update(`${path}\0${content}\n`);
  }
  return hash.digest("hex");
}

async function listFiles(rootDir: string, folder: string): Promise<string[]> {
  try {
    const entries = await readdir(join(rootDir, folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !TEST_FILE.test(entry.name))
      .map((entry) => relative(rootDir, join(entry.parentPath, entry.name)))
      .map((path) => path.split(sep).join("/"));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return [];
    throw error;
  }
}

async function readOrNull(path: string): Promise<Buffer | null> {
  try {
    return await readFile(path);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}
