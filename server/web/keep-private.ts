import type { RequestHandler } from "express";
import onHeaders from "on-headers";

/**
 * Keeps what a signed-in person sees out of every cache, the browser's own on a shared machine too:
 * after signing out, Back asks the server again. A route that says otherwise is followed. Stands
 * before the session is read, so that an error on the way there is not kept either.
 */
export const keepPrivate: RequestHandler = (request, response, next) => {
  onHeaders(response, () => {
    const isPersonal =
      typeof response.locals.sessionToken === "string" || response.hasHeader("Set-Cookie");
    if (isPersonal && !response.hasHeader("Cache-Control")) {
      response.setHeader("Cache-Control", "no-store");
    }
  });
  next();
};
