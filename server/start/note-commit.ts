import { execFile } from "node:child_process";
import { readFile, realpath, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { errorCode } from "../db/embedded/start-error";
import { envForChild } from "../env";
import { COMMIT_FILE } from "../version";

const run = promisify(execFile);
const UNKNOWN = "unknown";

/**
 * Writes down which commit the sources are of. Without git, or in a folder that no repository of its
 * own has, that is unknown; a build that was copied here with its commit keeps it.
 * @param options.isFresh build/ has just been made from these sources
 */
export async function noteCommit(rootDir: string, options: { isFresh: boolean }): Promise<void> {
  const path = join(rootDir, COMMIT_FILE);
  const commit = (await askGit(rootDir)) ?? (options.isFresh ? UNKNOWN : null);
  if (commit === null || commit === (await readNoted(path))) return;
  await writeFile(path, `${commit}\n`);
}

async function readNoted(path: string): Promise<string | null> {
  try {
    return (await readFile(path, "utf8")).trim();
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}

/** Null where there is no git, no repository, or one that this user may not read. */
async function askGit(rootDir: string): Promise<string | null> {
  // Not a repository that this folder only lies in.
  const env = envForChild({ GIT_CEILING_DIRECTORIES: dirname(await realpath(rootDir)) });
  const args = ["describe", "--always", "--dirty", "--exclude=*"];
  try {
    const { stdout } = await run("git", args, { cwd: rootDir, env });
    const commit = stdout.trim();
    return /^[0-9a-f]{7,40}(-dirty)?$/.test(commit) ? commit : null;
  } catch {
    // It is for people to read: a build must not fail over it.
    return null;
  }
}
