import { isAlive, readCommandLine, readParentPid } from "../db/embedded/os-process";

/** How soon the end of `npm start` is noticed; a look costs one system call or two. */
const LOOK_EVERY_MS = 500;
/** Part of the command that npm hands to a shell: see `start` in package.json. */
const OWN_COMMAND = "server/start.ts";

/**
 * Calls `onGone` once when the npm that runs `npm start` has ended. npm passes a SIGTERM on to the
 * shell that it put in between, and that shell ends without telling its child: without this the
 * product would go on with nobody in charge of it. A SIGKILL reaches npm alone and leaves the shell,
 * so both are watched.
 *
 * To be called only under npm: whoever starts `server/start.ts` from a shell may leave that shell.
 * On Windows a process keeps its parent's id for good, so nothing is watched there.
 */
export async function watchLauncher(onGone: () => void): Promise<void> {
  if (process.platform === "win32") return;
  const parentPid = process.ppid;
  const npmPid = await findNpm(parentPid);
  const timer = setInterval(() => {
    if (process.ppid === parentPid && (npmPid === null || isAlive(npmPid))) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** The parent of the shell between npm and us; null where the parent is npm itself. */
async function findNpm(parentPid: number): Promise<number | null> {
  const command = await readCommandLine(parentPid);
  return command?.includes(OWN_COMMAND) ? readParentPid(parentPid) : null;
}
