import type { RequestHandler } from "express";
import type { Logger } from "pino";

/**
 * Says once that a proxy seems to stand in front although none is trusted: all people then count as
 * one address, the proxy's, and lock each other out.
 */
export function warnOfUntrustedProxy(log: Logger): RequestHandler {
  let isTold = false;
  return (request, _response, next) => {
    if (!isTold && request.headers["x-forwarded-for"] !== undefined) {
      isTold = true;
      log.warn(
        "X-Forwarded-For arrives but TRUSTED_PROXIES is 0: everyone counts as one address. Set it to the number of proxies in front.",
      );
    }
    next();
  };
}
