import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readStartMark } from "./os-process";
import { StartError, errorCode } from "./start-error";

const holderSchema = z.object({
  pid: z.number().int().positive(),
  startMark: z.string().nullable(),
});
type Holder = z.infer<typeof holderSchema>;

const SECRET_MODE = 0o600;
const ATTEMPTS = 5;

/**
 * Makes this process the only one that starts a database in `dataDir`. Names the holder by pid and
 * start time, so that a lock left by a killed process is seen to be left.
 * @returns how to let go of it
 * @throws StartError when a living process holds it
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const path = join(dataDir, "lock");
  const mine = join(dataDir, `lock.${process.pid}.${randomBytes(4).toString("hex")}`);
  const holder: Holder = { pid: process.pid, startMark: await readStartMark(process.pid) };
  // Written whole under another name and then linked: nobody reads half a lock.
  await writeFile(mine, JSON.stringify(holder), { mode: SECRET_MODE });
  try {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      if (await tryLink(mine, path)) return () => rm(path, { force: true });
      const found = await readHolder(path);
      if (found && (await isHolding(found))) throw lockHeld(dataDir, found.pid);
      if (found) await setAside(path, found);
    }
  } finally {
    await rm(mine, { force: true });
  }
  throw new StartError(
    `The lock ${path} changes hands too quickly.`,
    "Several starts run at once: stop all but one.",
  );
}

async function tryLink(mine: string, path: string): Promise<boolean> {
  try {
    await link(mine, path);
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    return holderSchema.parse(JSON.parse(await readFile(path, "utf8")));
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw new StartError(
      `The lock ${path} is not readable as one.`,
      "If no other Scaleboard runs in this folder, delete that file and start again.",
      { cause: error },
    );
  }
}

async function isHolding(holder: Holder): Promise<boolean> {
  const startMark = await readStartMark(holder.pid);
  return startMark !== null && startMark === holder.startMark;
}

/**
 * Takes a dead process's lock away. Between reading and renaming another start may have done the
 * same and locked; then its lock is put back.
 */
async function setAside(path: string, stale: Holder): Promise<void> {
  const aside = `${path}.stale.${randomBytes(4).toString("hex")}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (errorCode(error) === "ENOENT") return;
    throw error;
  }
  const taken = await readHolder(aside);
  if (taken && (taken.pid !== stale.pid || taken.startMark !== stale.startMark)) {
    await tryLink(aside, path);
  }
  await rm(aside, { force: true });
}

function lockHeld(dataDir: string, pid: number): StartError {
  return new StartError(
    `Scaleboard is already running on ${dataDir} (process ${pid}).`,
    "Use that one, stop it with Ctrl-C, or give this one its own folder with SCALEBOARD_DATA_DIR.",
  );
}
