import { useSyncExternalStore } from "react";

function subscribe(): () => void {
  return () => undefined;
}

/** False on the server and while hydrating, true after: for what only the browser can know. */
export function useHydrated(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => true,
    () => false,
  );
}
