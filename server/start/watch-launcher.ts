import { isAlive, readCommandLine, readParentPid } from "../db/embedded/os-process";

/** How soon the end of `npm start` is noticed; a look costs one system call or two. */
const LOOK_EVERY_MS = 500;

/**
 * Calls `onGone` once when the npm that runs this process has ended. npm passes a SIGTERM on to the
 * shell that it put in between, and that shell ends without telling its child: without this the
 * product would go on with nobody in charge of it. A SIGKILL reaches npm alone and leaves the shell,
 * so both are watched.
 *
 * To be called only under npm: whoever starts `program` from a shell may leave that shell. On
 * Windows a process keeps its parent's id for good, so nothing is watched there.
 * @param program as the script in package.json names it, `server/start.ts` for one
 */
export async function watchLauncher(program: string, onGone: () => void): Promise<void> {
  if (process.platform === "win32") return;
  const parentPid = process.ppid;
  const npmPid = await findNpm(parentPid, program);
  const timer = setInterval(() => {
    if (process.ppid === parentPid && (npmPid === null || isAlive(npmPid))) return;
    clearInterval(timer);
    onGone();
  }, LOOK_EVERY_MS);
  timer.unref();
}

/** The parent of the shell between npm and us; null where the parent is npm itself. */
async function findNpm(parentPid: number, program: string): Promise<number | null> {
  const command = await readCommandLine(parentPid);
  return command?.includes(program) ? readParentPid(parentPid) : null;
}
