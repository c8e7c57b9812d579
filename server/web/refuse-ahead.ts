import type { Request, RequestHandler } from "express";
import { AppError } from "../errors";

/**
 * Loads no page ahead for somebody who is signed in, be it after a hover or while an address is typed.
 * A page may record that it was seen, and what is loaded ahead may be shown later without another
 * request, or never: so nothing is recorded, nothing is sent, and no loader has to know. Nothing is lost
 * either: browsers keep nothing of what signed-in people see (`keepPrivate`), so a press asks again.
 *
 * A page's data is answered with nothing. A page itself, which a browser could show, with a 503: that is
 * how a server declines.
 */
export const refuseAhead: RequestHandler = (request, response, next) => {
  if (response.locals.viewer === null || !isAhead(request)) return next();
  if (request.path.endsWith(".data")) {
    response.status(204).end();
    return;
  }
  next(
    new AppError("unavailable", {
      message: "a page was to be loaded ahead",
      userMessage: "This page isn’t loaded ahead. Open it to see it.",
    }),
  );
};

/** Today's browsers send the first; older Chromium and Firefox one of the others. */
function isAhead(request: Request): boolean {
  const purposes = [request.get("sec-purpose"), request.get("purpose"), request.get("x-moz")];
  return purposes.some((purpose) => purpose?.toLowerCase().includes("prefetch"));
}
