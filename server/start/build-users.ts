import { randomUUID } from "node:crypto";
import { mkdir, readFile, readdir, realpath, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import { readStartMark } from "../db/embedded/os-process";
import { StartError, errorCode } from "../db/embedded/start-error";

const userSchema = z.object({
  /** Folder of the sources: several copies may share one node_modules. */
  rootDir: z.string(),
  host: z.string(),
  pid: z.number().int().positive(),
  /** With the pid it names one process for good; see `readStartMark`. */
  startMark: z.string().nullable(),
  /** Where it answers. */
  url: z.string(),
});
type BuildUser = z.infer<typeof userSchema>;

/** How often a process says again that it serves, for those that can't see it: on another machine. */
const SAY_EVERY_MS = 10_000;
const SAID_LATELY_MS = 60_000;

/** Not in build/, which Remix takes away before it builds. */
function usersDir(rootDir: string): string {
  return join(rootDir, "node_modules", ".cache", "scaleboard-build", "serving");
}

/**
 * Says that this process serves pages from build/, so that nobody builds it anew under its feet. What a
 * killed process leaves behind is seen to be left.
 * @returns how to take it back
 * @throws what the file system says, where nothing may be written
 */
export async function useBuild(rootDir: string, url: string): Promise<() => Promise<void>> {
  const dir = usersDir(rootDir);
  const path = join(dir, `${randomUUID()}.json`);
  const user: BuildUser = {
    rootDir: await realpath(rootDir),
    host: hostname(),
    pid: process.pid,
    startMark: await readStartMark(process.pid),
    url,
  };
  await mkdir(dir, { recursive: true });
  await writeFile(path, JSON.stringify(user));
  const timer = setInterval(() => {
    const now = new Date();
    // Gone with node_modules, say: whoever installs anew stops this process anyway.
    utimes(path, now, now).catch(() => clearInterval(timer));
  }, SAY_EVERY_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    await rm(path, { force: true });
  };
}

/** @throws StartError that names a process which serves pages from build/ */
export async function requireUnusedBuild(rootDir: string): Promise<void> {
  const user = await findBuildUser(rootDir);
  if (user === null) return;
  const where = user.host === hostname() ? "" : ` on ${user.host}`;
  throw new StartError(
    `The app has to be built, but process ${user.pid}${where} (${user.url}) serves pages from build/, and would lose them.`,
    "Stop that one first, or start from another copy of the sources.",
  );
}

async function findBuildUser(rootDir: string): Promise<BuildUser | null> {
  const dir = usersDir(rootDir);
  const here = await realpath(rootDir);
  for (const name of await unlessMissing(readdir(dir), [])) {
    const path = join(dir, name);
    const user = await readUser(path);
    if (user?.rootDir !== here) continue;
    if (await isServing(user, path)) return user;
    await rm(path, { force: true });
  }
  return null;
}

async function isServing(user: BuildUser, path: string): Promise<boolean> {
  if (user.host === hostname()) {
    const startMark = await readStartMark(user.pid);
    return startMark !== null && startMark === user.startMark;
  }
  const saidAtMs = await unlessMissing(
    stat(path).then(({ mtimeMs }) => mtimeMs),
    0,
  );
  return Date.now() - saidAtMs < SAID_LATELY_MS;
}

/** Null for what is gone, or was cut short as it was written. */
async function readUser(path: string): Promise<BuildUser | null> {
  const text = await unlessMissing(readFile(path, "utf8"), "");
  try {
    return userSchema.safeParse(JSON.parse(text)).data ?? null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

async function unlessMissing<T>(reading: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return otherwise;
    throw error;
  }
}
