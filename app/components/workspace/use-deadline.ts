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
 * @param isHandedIn in another tab: nothing is due any more, and this page stays where it is
 * @returns whether the time is over
 */
export function useDeadline(
  { attempt, curveball }: Workspace,
  clock: ServerClock,
  { sync, status }: Pick<SyncControl, "sync" | "status">,
  askAgain: () => void,
  onTimeUp: () => void,
  isHandedIn: boolean,
): boolean {
  const [isTimeUp, setIsTimeUp] = useState(false);
  const curveballAt = curveball?.text === null ? curveball.dueAt : null;
  useAwakening(clock, isHandedIn ? null : askAgain);
  useMoment(clock, isHandedIn ? null : curveballAt, ASK_AGAIN_MS, askAgain);
  useMoment(clock, isHandedIn ? null : attempt.deadlineAt, ASK_AGAIN_MS, () => {
    setIsTimeUp(true);
    onTimeUp();
    // The server hands in by itself; asking again leads to the report once it has.
    void sync?.loop.flush().then(askAgain);
  });
  // Late work before the end says that another machine handed in, and the page stays. At the end, or
  // when a save is refused for another reason, the loader knows where to go.
  const isShutOut = status.kind === "refused" && !status.isLate && !isHandedIn;
  const isLateAtTheEnd = status.isLate && isTimeUp;
  useEffect(() => {
    if (isShutOut || isLateAtTheEnd) askAgain();
  }, [isShutOut, isLateAtTheEnd, askAgain]);
  return isTimeUp;
}

/** Asks the server anew after the machine slept: its clock and the other tabs went on. */
function useAwakening(clock: ServerClock, askAgain: (() => void) | null): void {
  useEffect(() => {
    if (askAgain === null) return;
    function check() {
      if (document.visibilityState === "visible" && clock.hasLeapt()) askAgain?.();
    }
    const timer = setInterval(check, ASK_AGAIN_MS);
    document.addEventListener("visibilitychange", check);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", check);
    };
  }, [clock, askAgain]);
}
