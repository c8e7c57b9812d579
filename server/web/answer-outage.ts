import type { Response } from "express";
import onHeaders from "on-headers";
import { findOutage } from "../db/find-outage";
import type { Outage } from "../db/find-outage";

/** What a database in trouble means for the person who asked, and when to ask again, in seconds. */
export const OUTAGES: Record<Outage, { userMessage: string; retryAfterS: number }> = {
  disk_full: {
    userMessage:
      "The server's disk is full, so it can't save right now. Your work is kept in this browser and sent as soon as there is room.",
    retryAfterS: 10,
  },
  away: {
    userMessage:
      "The database is not responding. Your work is kept in this browser and sent as soon as it responds.",
    retryAfterS: 1,
  },
};

/**
 * Makes the answer a 503 when `error` is an outage of the database. To Remix whatever a loader throws
 * is a 500, but a browser, a proxy or a monitor may do better with one that passes.
 */
export function noteFailure(response: Response, error: unknown): void {
  const outage = findOutage(error);
  if (outage === null || response.headersSent) return;
  onHeaders(response, () => {
    response.statusCode = 503;
    response.statusMessage = "Service Unavailable";
    response.setHeader("Retry-After", String(OUTAGES[outage].retryAfterS));
  });
}
