import { readFile, readlink, rm } from "node:fs/promises";
import { basename, join } from "node:path";
import { isAlive, readCommandLine, sendSignal, waitUntilGone } from "./os-process";
import { StartError, errorCode } from "./start-error";

/** The lines of postmaster.pid that matter here. `ready` once connections are accepted. */
export type PostmasterFile = { pid: number; clusterDir: string; ready: boolean };

const LINE_STATUS = 7;
const FAST_STOP_MS = 10_000;
const HARD_STOP_MS = 5_000;

/** Null when there is none, or one that is being written this moment. */
export async function readPostmasterFile(clusterDir: string): Promise<PostmasterFile | null> {
  let text: string;
  try {
    text = await readFile(join(clusterDir, "postmaster.pid"), "utf8");
  } catch (error) {
    if (errorCode(error) === "ENOENT") return null;
    throw error;
  }
  const lines = text.split("\n");
  const pid = Number(lines[0]);
  if (!Number.isInteger(pid) || pid <= 0) return null;
  return { pid, clusterDir: lines[1] ?? "", ready: lines[LINE_STATUS]?.trim() === "ready" };
}

/**
 * Ends a PostgreSQL server that an earlier start left on this very folder, or removes the pid file
 * of one that is no more. Touches no process that it can't prove to be that server: a pid may have
 * been given to something else since, or the folder be a copy of one in use elsewhere.
 * @returns what was found
 */
export async function clearLeftover(clusterDir: string): Promise<"none" | "stale" | "stopped"> {
  const file = await readPostmasterFile(clusterDir);
  if (file === null) return "none";
  if (!(await isOurPostmaster(file, clusterDir))) {
    await rm(join(clusterDir, "postmaster.pid"), { force: true });
    return "stale";
  }
  await stopPostmaster(file.pid);
  return "stopped";
}

/**
 * Fast stop first (sessions are cut, everything is written), then harder; the write-ahead log makes
 * even the last step lose nothing that was committed.
 */
export async function stopPostmaster(pid: number): Promise<void> {
  sendSignal(pid, "SIGINT");
  if (await waitUntilGone(pid, FAST_STOP_MS)) return;
  sendSignal(pid, "SIGQUIT");
  if (await waitUntilGone(pid, HARD_STOP_MS)) return;
  sendSignal(pid, "SIGKILL");
  if (await waitUntilGone(pid, HARD_STOP_MS)) return;
  throw new StartError(
    `An earlier database server (process ${pid}) does not end.`,
    "Restart the machine, or end that process by hand.",
  );
}

async function isOurPostmaster(file: PostmasterFile, clusterDir: string): Promise<boolean> {
  if (!isAlive(file.pid)) return false;
  const [program = "", ...rest] = ((await readCommandLine(file.pid)) ?? "").split(" ");
  if (!basename(program).startsWith("postgres")) return false;
  if (file.clusterDir === clusterDir && rest.join(" ").includes(`-D ${clusterDir} `)) return true;
  return (await workingFolderOf(file.pid)) === clusterDir;
}

/** The server works in its cluster's folder, even after that folder was moved. Linux only. */
async function workingFolderOf(pid: number): Promise<string | null> {
  try {
    return await readlink(`/proc/${pid}/cwd`);
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "EACCES" || code === "ESRCH") return null;
    throw error;
  }
}
