import { useEffect, useState } from "react";
import type { Workspace } from "#server/attempts/get-workspace";
import type { ServerClock } from "~/lib/saving/server-clock";
import { useMoment } from "./use-server-clock";
import type { SyncControl } from "./use-workspace-sync";

/** The loader is asked again this often while something is due: the curveball, the hand-in. */
const ASK_AGAIN_MS = 2_000;

/**
 * What comes by the server's clock: the change of requirements and the end of the attempt. Both are
 * the server's to decide, so at their moment it is asked.
 *
 * @param onTimeUp nothing can be changed from now on
 * @returns whether the time is over
 */
export function useDeadline(
  { attempt, curveball }: Workspace,
  clock: ServerClock,
  { sync, status }: Pick<SyncControl, "sync" | "status">,
  askAgain: () => void,
  onTimeUp: () => void,
): boolean {
  const [isTimeUp, setIsTimeUp] = useState(false);
  useAwakening(clock, askAgain);
  useMoment(clock, curveball?.text === null ? curveball.dueAt : null, ASK_AGAIN_MS, askAgain);
  useMoment(clock, attempt.deadlineAt, ASK_AGAIN_MS, () => {
    setIsTimeUp(true);
    onTimeUp();
    // The server hands in by itself; asking again leads to the report once it has.
    void sync?.loop.flush().then(askAgain);
  });
  // A refused save means that the attempt was closed elsewhere: the loader knows where to go.
  useEffect(() => {
    if (status.kind === "refused" || status.isLate) askAgain();
  }, [status.kind, status.isLate, askAgain]);
  return isTimeUp;
}

/** Asks the server anew after the machine slept: its clock and the other tabs went on. */
function useAwakening(clock: ServerClock, askAgain: () => void): void {
  useEffect(() => {
    function check() {
      if (document.visibilityState === "visible" && clock.hasLeapt()) askAgain();
    }
    const timer = setInterval(check, ASK_AGAIN_MS);
    document.addEventListener("visibilitychange", check);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", check);
    };
  }, [clock, askAgain]);
}
