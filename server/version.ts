import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

/** Beside what the build made: the commit it was made from. */
export const COMMIT_FILE = "build/commit";

/** What runs here. Not for anybody who isn't signed in as staff. */
export type Version = {
  /** As package.json has it. */
  version: string;
  /** Short hash, with "-dirty" for changes that were not committed; "unknown" without git or a build. */
  commit: string;
};

const ROOT_DIR = fileURLToPath(new URL("..", import.meta.url));
const manifestSchema = z.object({ version: z.string() });

/** To be called once as a process starts: a later build may write another commit. */
export function readVersion(rootDir = ROOT_DIR): Version {
  const manifest: unknown = JSON.parse(readFileSync(join(rootDir, "package.json"), "utf8"));
  const path = join(rootDir, COMMIT_FILE);
  const commit = existsSync(path) ? readFileSync(path, "utf8").trim() : "unknown";
  return { version: manifestSchema.parse(manifest).version, commit };
}
