import type { Request } from "express";
import type { Logger } from "pino";
import { AppError } from "../errors";
import { atMostEvery } from "../logging/at-most-every";

/** Everybody who tries makes one; it tells the operator nothing new. */
const WARN_EVERY_MS = 10_000;

/** The refusal of a write of our own page under an address that isn't ours; null for another site's. */
export type AddressCheck = (request: Request) => AppError | null;

/**
 * Tells a wrong APP_URL, the most common mistake on the first day, from an attack. Either is refused;
 * people and the log hear of the first one what to change.
 * @param expected the origin of APP_URL; null where there is none
 */
export function createAddressCheck(expected: string | null, log: Logger): AddressCheck {
  const isTimeToWarn = atMostEvery(WARN_EVERY_MS);
  return function checkAddress(request) {
    const origin = readOwnOrigin(request);
    if (expected === null || origin === null) return null;
    const message = `This server expects ${expected} (APP_URL), and a page opened at ${origin} was refused: set APP_URL to the address that people open`;
    if (isTimeToWarn()) log.warn({ expected, origin }, message);
    return new AppError("wrong_address", {
      message,
      userMessage: `This server expects ${expected} (APP_URL); you came from ${origin}. Nothing was changed. Open it at the address that it expects. If you run this server, set APP_URL to the address that people open, and start it again.`,
    });
  };
}

/**
 * Where the page was opened that sent this, if that is the server that got it: the browser says so, or
 * names the host that it asked. Over plain http it says only the latter. Text that any client can make
 * up, but never more than a scheme, a host and a port.
 */
function readOwnOrigin(request: Request): string | null {
  const origin = request.get("origin") ?? "";
  if (!URL.canParse(origin)) return null;
  const url = new URL(origin);
  if (url.origin !== origin || !/^https?:$/.test(url.protocol)) return null;
  const site = request.get("sec-fetch-site");
  if (site === "same-origin") return origin;
  return site === undefined && url.hostname === request.hostname ? origin : null;
}
