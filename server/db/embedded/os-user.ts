import { execFile } from "node:child_process";
import { access, constants, stat } from "node:fs/promises";
import { promisify } from "node:util";
import { StartError, errorCode } from "./start-error";

/** An account of the system that PostgreSQL runs as. */
export type OsUser = { uid: number; gid: number; name: string };

const run = promisify(execFile);
const ROOT_UID = 0;

/**
 * PostgreSQL refuses to run as root. Started by root it runs, in this order, as: the owner of the
 * database folder, the owner of `aroundDir` (someone's checkout, started with sudo or in a
 * container), the account `postgres`, or `nobody`, which every system has. No account is created.
 * Null when this process isn't root: then it runs as whoever started it.
 */
export async function chooseOsUser(clusterDir: string, aroundDir: string): Promise<OsUser | null> {
  if (!isRoot()) return null;
  for (const folder of [clusterDir, aroundDir]) {
    const uid = await ownerOf(folder);
    if (uid === null || uid === ROOT_UID) continue;
    const user = await findOsUser(String(uid));
    // initdb gives up on a uid without an account.
    if (user) return user;
  }
  const user = (await findOsUser("postgres")) ?? (await findOsUser("nobody"));
  if (user) return user;
  throw new StartError(
    "PostgreSQL does not run as root, and this system has no account `postgres` or `nobody`.",
    "Start as an ordinary user, or set DATABASE_URL to a PostgreSQL server of your own.",
  );
}

export function isRoot(): boolean {
  return process.getuid?.() === ROOT_UID;
}

/**
 * Whether `user` (null: this process) can get into the folder, which is there. Another account's
 * way is really tried, for the system also knows ACLs.
 */
export async function canEnter(user: OsUser | null, folder: string): Promise<boolean> {
  try {
    if (user === null) await access(folder, constants.X_OK);
    else await run("/bin/sh", ["-c", 'cd -- "$1"', "sh", folder], { ...asUser(user), cwd: "/" });
    return true;
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "EACCES") return false;
    // What the shell answers when it can't.
    if (error instanceof Error && "code" in error && typeof error.code === "number") return false;
    throw error;
  }
}

/** The part of spawn's options that makes a child run as `user`. */
export function asUser(user: OsUser | null): { uid?: number; gid?: number } {
  return user === null ? {} : { uid: user.uid, gid: user.gid };
}

async function findOsUser(nameOrUid: string): Promise<OsUser | null> {
  try {
    const [name, uid, gid] = await Promise.all(
      ["-un", "-u", "-g"].map(async (flag) => (await run("id", [flag, nameOrUid])).stdout.trim()),
    );
    return name && uid && gid ? { name, uid: Number(uid), gid: Number(gid) } : null;
  } catch (error) {
    // `id` answers 1 for an account that doesn't exist.
    if (error instanceof Error && "code" in error && error.code === 1) return null;
    throw error;
  }
}

async function ownerOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).uid;
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}
