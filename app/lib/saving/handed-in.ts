import { openChannel } from "./open-channel";

// One for the page: what it posts itself it doesn't hear.
let shared: BroadcastChannel | null = null;

function getChannel(): BroadcastChannel | null {
  return (shared ??= openChannel("scaleboard-handed-in"));
}

/** Tells the other tabs of this browser that an attempt was handed in here. */
export function tellHandedIn(attemptId: string): void {
  getChannel()?.postMessage(attemptId);
}

/** Calls back when another tab of this browser hands the attempt in. @returns how to stop that */
export function hearHandedIn(attemptId: string, onHandedIn: () => void): () => void {
  function hear(event: MessageEvent<unknown>): void {
    if (event.data === attemptId) onHandedIn();
  }
  const channel = getChannel();
  channel?.addEventListener("message", hear);
  return () => channel?.removeEventListener("message", hear);
}
