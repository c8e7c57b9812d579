import { useEffect } from "react";

const COOKIE_NAME = "zone";
const COOKIE_MAX_AGE_S = 365 * 24 * 60 * 60;
const MAX_LENGTH = 60;

/**
 * The reader's time zone as their browser told it, for what the server decides by days: what is due
 * today, which week it is. UTC until the browser has told it, and for what is no zone.
 */
export function readTimeZone(cookieHeader: string | null): string {
  const match = /(?:^|;\s*)zone=([\w+%/-]+)(?:;|$)/.exec(cookieHeader ?? "");
  const told = match?.[1];
  if (told === undefined || told.length > MAX_LENGTH) return "UTC";
  try {
    const timeZone = decodeURIComponent(told);
    // As it is spelt in the list of zones, however it was spelt here.
    return new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone;
  } catch {
    return "UTC";
  }
}

/** Tells the server the reader's zone from the next request on. */
export function useTellTimeZone(): void {
  useEffect(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    const told = `${COOKIE_NAME}=${encodeURIComponent(timeZone)}`;
    if (document.cookie.split("; ").includes(told)) return;
    document.cookie = `${told}; Path=/; Max-Age=${COOKIE_MAX_AGE_S}; SameSite=Lax`;
  }, []);
}
