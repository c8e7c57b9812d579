import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { setTimeout as delay } from "node:timers/promises";
import { promisify } from "node:util";
import { errorCode } from "./start-error";

const run = promisify(execFile);
const POLL_MS = 20;
/** Field 22 of /proc/<pid>/stat, counted from the state, which follows the name in brackets. */
const START_TIME_AFTER_NAME = 19;
/** Field 4 of the same. */
const PARENT_AFTER_NAME = 1;

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it lives, and belongs to someone else.
    return errorCode(error) === "EPERM";
  }
}

/**
 * When this process began, in the system's own words: together with the pid it names one process
 * for good, while a pid alone is given out again. Null when there is no such process.
 */
export async function readStartMark(pid: number): Promise<string | null> {
  if (process.platform === "linux") return readStatField(pid, START_TIME_AFTER_NAME);
  return askPs(pid, "lstart=");
}

/** Null when there is no such process. */
export async function readParentPid(pid: number): Promise<number | null> {
  const text =
    process.platform === "linux"
      ? await readStatField(pid, PARENT_AFTER_NAME)
      : await askPs(pid, "ppid=");
  return text === null ? null : Number(text);
}

/** The command line of a process, words parted by spaces; null when it can't be read. */
export async function readCommandLine(pid: number): Promise<string | null> {
  if (process.platform === "linux") {
    const text = await readProc(pid, "cmdline");
    return text === null ? null : text.split("\0").join(" ").trim();
  }
  return askPs(pid, "command=");
}

/** Waits until the process is gone. Answers whether that came true within `timeoutMs`. */
export async function waitUntilGone(pid: number, timeoutMs: number): Promise<boolean> {
  const endsAt = Date.now() + timeoutMs;
  while (isAlive(pid)) {
    if (Date.now() > endsAt) return false;
    await delay(POLL_MS);
  }
  return true;
}

/** Sends a signal; a process that is gone already is no error. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (errorCode(error) !== "ESRCH") throw error;
  }
}

/** PG* and LC_* of the person's shell must not steer a server that is ours. */
export function bareEnv(): NodeJS.ProcessEnv | undefined {
  // Windows programs need SystemRoot and more.
  if (process.platform === "win32") return undefined;
  return { NODE_ENV: "production", LC_ALL: "C", PATH: "/usr/bin:/bin:/usr/sbin:/sbin" };
}

async function readStatField(pid: number, afterName: number): Promise<string | null> {
  const stat = await readProc(pid, "stat");
  const fields = stat?.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields?.[afterName] ?? null;
}

async function readProc(pid: number, file: string): Promise<string | null> {
  try {
    return await readFile(`/proc/${pid}/${file}`, "utf8");
  } catch (error) {
    const code = errorCode(error);
    if (code === "ENOENT" || code === "ESRCH" || code === "EACCES") return null;
    throw error;
  }
}

async function askPs(pid: number, field: string): Promise<string | null> {
  if (process.platform === "win32") return null;
  try {
    const { stdout } = await run("ps", ["-ww", "-o", field, "-p", String(pid)]);
    return stdout.trim() || null;
  } catch (error) {
    // ps answers 1 when there is no such process.
    if (error instanceof Error && "code" in error && error.code === 1) return null;
    throw error;
  }
}
