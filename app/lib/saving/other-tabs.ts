import { openChannel } from "./open-channel";
import type { ServerWork } from "./work-state";

export type OtherTabs = {
  /** Tells the other tabs on this attempt what the server just acknowledged. */
  tell: (work: ServerWork) => void;
  close: () => void;
};

/** Links the tabs of one browser on one attempt. Without it they meet at the next reload only. */
export function connectTabs(attemptId: string, onWork: (work: ServerWork) => void): OtherTabs {
  const channel = openChannel(`scaleboard-attempt-${attemptId}`);
  if (channel === null) return { tell: () => undefined, close: () => undefined };
  let isOpen = true;
  channel.addEventListener("message", (event: MessageEvent<ServerWork>) => onWork(event.data));
  return {
    tell(work) {
      // The answer to a closed page's last save may still come in.
      if (isOpen) channel.postMessage(work);
    },
    close() {
      isOpen = false;
      channel.close();
    },
  };
}
