import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/**
 * Reads the page's data again every `everyMs` while `isOn`, and not while nobody looks at it. Counts
 * from the end of the last reading, so that a slow server isn't asked twice at a time.
 */
export function useQuietRefresh(isOn: boolean, everyMs: number): void {
  const { revalidate, state } = useRevalidator();
  useEffect(() => {
    if (!isOn || state !== "idle") return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") revalidate();
    }, everyMs);
    return () => clearInterval(timer);
  }, [isOn, everyMs, revalidate, state]);
}
