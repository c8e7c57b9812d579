import { createHash } from "node:crypto";
import { readFile, readdir } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { errorCode } from "../db/embedded/start-error";

/** All that the built app is made from. `server/` too: loaders and actions reach into it. */
const FOLDERS = ["app", "server", "public"];
const FILES = ["vite.config.ts", "remix.config.js", "tsconfig.json", "package-lock.json"];
const TEST_FILE = /\.test\.tsx?$/;

/** A hash over names and contents; the same on every machine for the same sources. */
export async function fingerprintSources(rootDir: string): Promise<string> {
  const inFolders = await Promise.all(FOLDERS.map((folder) => listFiles(rootDir, folder)));
  const paths = [...FILES, ...inFolders.flat()].sort();
  const contents = await Promise.all(paths.map((path) => readOrNull(join(rootDir, path))));
  const hash = createHash("sha256");
  for (const [index, path] of paths.entries()) {
    const content = contents[index];
    if (content) hash.update(`${path.split(sep).join("/")}\0${content.length}\0`).update(content);
  }
  return hash.digest("hex");
}

async function listFiles(rootDir: string, folder: string): Promise<string[]> {
  try {
    const entries = await readdir(join(rootDir, folder), { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => entry.isFile() && !TEST_FILE.test(entry.name))
      .map((entry) => relative(rootDir, join(entry.parentPath, entry.name)));
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
