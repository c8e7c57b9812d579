import type { RequestHandler } from "express";
import onHeaders from "on-headers";

/** Pages whose address is the key to them: whoever reads it in a cache or another site's log is in. */
const BY_TOKEN = /^\/(?:shared|reset|invitation)\//;

/**
 * Keeps what a signed-in person sees out of every cache, the browser's own on a shared machine too:
 * after signing out, Back asks the server again. A route that says otherwise is followed. A page behind
 * a secret address is kept out of caches and other sites' logs for everybody, working or not. Stands
 * before the session is read, so that an error on the way there is not kept either.
 */
export const keepPrivate: RequestHandler = (request, response, next) => {
  const isByToken = BY_TOKEN.test(request.path);
  onHeaders(response, () => {
    if (isByToken) {
      response.setHeader("Cache-Control", "no-store");
      response.setHeader("Referrer-Policy", "no-referrer");
    }
    const isPersonal =
      typeof response.locals.sessionToken === "string" || response.hasHeader("Set-Cookie");
    if (isPersonal && !response.hasHeader("Cache-Control")) {
      response.setHeader("Cache-Control", "no-store");
    }
  });
  next();
};
