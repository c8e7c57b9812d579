import { chmod, cp, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { binariesAt, completeBinaries, findBinaries, type Binaries } from "./binaries";
import { canEnter, type OsUser } from "./os-user";
import { OUTSIDE_DIR, makePassable } from "./outside-dir";
import { errorCode } from "./start-error";

const FOLDER_MODE = 0o755;
const PROGRAM_MODE = 0o755;
const FILE_MODE = 0o644;
const CANNOT_WRITE = new Set(["EACCES", "EPERM", "EROFS"]);

/**
 * PostgreSQL ready to be run by `user`: the installed package, or a copy of it where the package
 * can't be entered by that account, or lacks its links and can't be written to.
 */
export async function prepareBinaries(user: OsUser | null, dataDir: string): Promise<Binaries> {
  const installed = await findBinaries();
  if ((await isCompletable(installed)) && (await isUsable(installed, user))) return installed;
  const home = (await canEnter(user, dataDir)) ? dataDir : OUTSIDE_DIR;
  const copy = binariesAt(join(home, `postgres-${installed.version}`), installed.version);
  if (await isUsable(copy, user)) return copy;
  await copyBinaries(installed, copy, home);
  return copy;
}

async function isCompletable(binaries: Binaries): Promise<boolean> {
  try {
    await completeBinaries(binaries);
    return true;
  } catch (error) {
    if (CANNOT_WRITE.has(errorCode(error) ?? "")) return false;
    throw error;
  }
}

async function isUsable({ root }: Binaries, user: OsUser | null): Promise<boolean> {
  const folders = [join(root, "bin"), join(root, "lib"), join(root, "share")];
  const answers = await Promise.all(folders.map((folder) => canEnter(user, folder)));
  return answers.every(Boolean);
}

/** Under its final name only when whole: a copy cut short must not be taken for one. */
async function copyBinaries(from: Binaries, to: Binaries, home: string): Promise<void> {
  if (home === OUTSIDE_DIR) await makePassable(home);
  const unfinished = await mkdtemp(join(home, "unpack-"));
  try {
    const root = join(unfinished, "native");
    await cp(from.root, root, { recursive: true, verbatimSymlinks: true });
    await completeBinaries(binariesAt(root, from.version));
    await openToReaders(root);
    await rename(root, to.root);
  } catch (error) {
    // Another start was faster.
    if (errorCode(error) !== "ENOTEMPTY" && errorCode(error) !== "EEXIST") throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
}

/** An installation under a strict umask is readable by its owner alone. */
async function openToReaders(root: string): Promise<void> {
  await chmod(root, FOLDER_MODE);
  for (const entry of await readdir(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (entry.isDirectory()) await chmod(path, FOLDER_MODE);
    else if (entry.isFile()) {
      const isProgram = entry.parentPath === join(root, "bin");
      await chmod(path, isProgram ? PROGRAM_MODE : FILE_MODE);
    }
  }
}
