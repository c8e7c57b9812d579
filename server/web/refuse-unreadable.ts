import type { RequestHandler } from "express";
import { AppError } from "../errors";

/**
 * Refuses what is no address of ours in any case: one that can't be read as a URL together with the
 * host it was sent to (`GET http://x/`, `Host: [`), and one with a NUL, which the database refuses in
 * any text.
 */
export const refuseUnreadable: RequestHandler = (request, _response, next) => {
  const { originalUrl, hostname, protocol } = request;
  const isPath = originalUrl.startsWith("/");
  if (!isPath || !URL.canParse(`${protocol}://${hostname}${originalUrl}`)) {
    const userMessage = "This address can't be read.";
    return next(new AppError("bad_request", { message: "no readable address", userMessage }));
  }
  if (!originalUrl.includes("%00")) return next();
  const userMessage = "There is nothing at this address: it holds a character that no text has.";
  next(new AppError("bad_request", { message: "NUL in the address", userMessage }));
};
