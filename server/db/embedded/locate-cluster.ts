import { chown, mkdir, mkdtemp, readFile, readlink, realpath, symlink } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { Binaries } from "./binaries";
import { canEnter, chooseOsUser, isRoot, type OsUser } from "./os-user";
import { POSTGRES_MAJOR, otherVersion } from "./explain-failure";
import { OUTSIDE_DIR, makePassable } from "./outside-dir";
import { prepareBinaries } from "./prepare-binaries";
import { StartError, errorCode } from "./start-error";

/** Where the cluster lies (real path), whether it is there yet, who runs it, and with what. */
export type Cluster = {
  clusterDir: string;
  exists: boolean;
  user: OsUser | null;
  binaries: Binaries;
};

const CLUSTER_MODE = 0o700;

/**
 * Decides where the cluster lies and makes the folders around it, not the cluster itself. Says in the log where
 * the data lies when that isn't the data folder.
 */
export async function locateCluster(
  dataDir: string,
  log: (line: string) => void,
): Promise<Cluster> {
  const inside = join(dataDir, "postgres");
  const linked = await readLinkIfAny(inside);
  const user = await chooseOsUser(linked ?? inside, dirname(dataDir));
  const fits = linked !== null || (await canEnter(user, dataDir));
  const clusterDir = linked ?? (fits ? inside : await reserveOutside(inside, user));
  if (clusterDir !== inside) {
    log(`The database is in ${clusterDir}, which ${inside} points to.`);
  }
  const version = await readClusterVersion(clusterDir);
  if (version !== null && version !== POSTGRES_MAJOR) throw otherVersion(clusterDir, version);
  return {
    clusterDir,
    exists: version !== null,
    user,
    binaries: await prepareBinaries(user, dataDir),
  };
}

/** Makes an empty folder that `user` owns and nobody else can enter. */
export async function makeOwnedFolder(folder: string, user: OsUser | null): Promise<void> {
  await mkdir(folder, { mode: CLUSTER_MODE });
  if (user) await chown(folder, user.uid, user.gid);
}

/** Makes the data folder itself; passable for others only where another account has its part. */
export async function makeDataDir(dataDir: string): Promise<string> {
  if (isRoot()) await makePassable(dataDir);
  else await mkdir(dataDir, { recursive: true, mode: CLUSTER_MODE });
  return realpath(dataDir);
}

async function reserveOutside(link: string, user: OsUser | null): Promise<string> {
  if (await readClusterVersion(link)) {
    throw new StartError(
      `The database in ${link} cannot be reached by the account it runs as (${user?.name}).`,
      "Move the data folder somewhere other accounts can reach, and set SCALEBOARD_DATA_DIR to it.",
    );
  }
  await makePassable(OUTSIDE_DIR);
  // A new name each time: a data folder that was thrown away must not come back to life.
  const folder = await mkdtemp(join(OUTSIDE_DIR, "data-"));
  await makePassable(folder);
  const clusterDir = join(folder, "postgres");
  await symlink(clusterDir, link);
  return clusterDir;
}

async function readLinkIfAny(path: string): Promise<string | null> {
  try {
    return resolve(dirname(path), await readlink(path));
  } catch (error) {
    const code = errorCode(error);
    // EINVAL: it is there, and is a folder.
    if (code === "ENOENT" || code === "EINVAL") return null;
    throw error;
  }
}

/** The major version that made the cluster, null where there is no cluster yet. */
async function readClusterVersion(clusterDir: string): Promise<string | null> {
  try {
    return (await readFile(join(clusterDir, "PG_VERSION"), "utf8")).trim();
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
}
