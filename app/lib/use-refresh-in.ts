import { useRevalidator } from "@remix-run/react";
import { useEffect } from "react";

/** Browsers take no longer delay. */
const LONGEST_MS = 2 ** 31 - 1;
/** The server's clock has passed the moment by then. */
const MARGIN_MS = 500;

/** Reads the page's data again once so much time has gone by; null for never. */
export function useRefreshIn(ms: number | null): void {
  const { revalidate } = useRevalidator();
  useEffect(() => {
    if (ms === null) return;
    const timer = setTimeout(revalidate, Math.min(Math.max(0, ms) + MARGIN_MS, LONGEST_MS));
    return () => clearTimeout(timer);
  }, [ms, revalidate]);
}
