import { randomBytes } from "node:crypto";
import { link, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readStartMark } from "./os-process";
import { StartError, errorCode } from "./start-error";

const holderSchema = z.object({
  pid: z.number().int().positive(),
  startMark: z.string().nullable(),
  /** Random: names this one lock among all there ever were. */
  token: z.string(),
});
type Holder = z.infer<typeof holderSchema>;

const SECRET_MODE = 0o600;
const ATTEMPTS = 5;

/** How to let go of a folder, or the living process that holds it. */
export type LockOutcome = { unlock: () => Promise<void> } | { heldBy: number };

/**
 * Makes this process the only one that works in `folder`. Names the holder by pid and start time,
 * so that a lock left by a killed process is seen to be left.
 * @throws StartError when the lock file holds something else
 */
export async function lockFolder(folder: string): Promise<LockOutcome> {
  const path = join(folder, "lock");
  const token = randomBytes(8).toString("hex");
  const holder: Holder = { pid: process.pid, startMark: await readStartMark(process.pid), token };
  // Written whole under another name and then linked: nobody reads half a lock.
  const mine = `${path}.${token}`;
  await writeFile(mine, JSON.stringify(holder), { mode: SECRET_MODE });
  try {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      if (await tryLink(mine, path)) return { unlock: () => rm(path, { force: true }) };
      const found = await readHolder(path);
      if (found === null) continue;
      if (await isHolding(found)) return { heldBy: found.pid };
      const outcome = await takeOver({ path, mine }, found);
      if (outcome) return outcome;
    }
  } finally {
    await rm(mine, { force: true });
  }
  throw new StartError(
    `The lock ${path} changes hands too quickly.`,
    "Several starts run at once: stop all but one.",
  );
}

/**
 * Puts this process's lock in the place of a dead one's. Several may have found it dead: only who
 * makes the file that bears the dead lock's token may replace it. That file stays for as long as
 * the new lock does, so that one who looked before and comes late finds the right taken.
 */
async function takeOver(
  files: { path: string; mine: string },
  dead: Holder,
): Promise<LockOutcome | null> {
  const right = `${files.path}.after-${dead.token}`;
  if (!(await tryLink(files.mine, right))) {
    const rival = await readHolder(right);
    if (rival && (await isHolding(rival))) return { heldBy: rival.pid };
    await rm(right, { force: true });
    return null;
  }
  const present = await readHolder(files.path);
  if (present?.token !== dead.token) {
    await rm(right, { force: true });
    return null;
  }
  await rename(files.mine, files.path);
  return {
    unlock: async () => {
      await rm(files.path, { force: true });
      await rm(right, { force: true });
    },
  };
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
