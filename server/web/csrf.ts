import type { NextFunction, Request, Response } from "express";
import { AppError } from "../errors";
import type { AddressCheck } from "./wrong-address";

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Refuses a write that another site may have caused. Browsers say where a request comes from in
 * Sec-Fetch-Site, older ones in Origin; a write that carries our cookie and says neither is refused
 * too. Remix checks only page routes by itself, so this stands before everything.
 */
export function refuseForeignWrites(
  origins: (request: Request) => ReadonlySet<string>,
  checkAddress: AddressCheck,
) {
  return function checkOrigin(request: Request, _response: Response, next: NextFunction): void {
    if (SAFE_METHODS.has(request.method)) return next();
    const site = request.get("sec-fetch-site");
    const origin = request.get("origin");
    const isForeignSite = site !== undefined && site !== "same-origin" && site !== "none";
    // A page that sends no referrer sends no origin either; the browser still says that it is ours.
    const isUntold = origin === "null" && site === "same-origin";
    const isForeignOrigin = origin !== undefined && !isUntold && !origins(request).has(origin);
    const saysNothing = site === undefined && origin === undefined;
    const hasCookie = request.get("cookie") !== undefined;
    if (!isForeignSite && !isForeignOrigin && !(saysNothing && hasCookie)) {
      // Remix compares it with the Host, fails where a proxy passes on another one or the page sends
      // no referrer, and knows of no APP_URL. It has been checked here, by more.
      delete request.headers.origin;
      return next();
    }
    const foreign = new AppError("forbidden", {
      message: `foreign write: site ${site ?? "-"}, origin ${origin ?? "-"}`,
      userMessage: "This request came from another site, so it was not carried out.",
    });
    next(checkAddress(request) ?? foreign);
  };
}
