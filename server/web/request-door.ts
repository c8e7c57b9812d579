import type { RequestHandler } from "express";
import { AppError } from "../errors";

/** What browsers send here. Remix answers others with a page, or falls over them. */
const METHODS = new Set(["GET", "HEAD", "POST"]);
/**
 * Ours are under 200. Remix's work on a path grows with the square of its length: 15,000 slashes
 * take 0.8 s (docs/decisions/0018-remix-stays-and-is-patched.md).
 */
export const MAX_PATH_CHARACTERS = 1_000;

/** Refuses what no page of ours asks for, before the framework spends time on it. */
export const refuseStrangeRequests: RequestHandler = (request, response, next) => {
  if (!METHODS.has(request.method)) {
    response.setHeader("Allow", [...METHODS].join(", "));
    response.status(405).json({ code: "bad_request", userMessage: "That isn't supported here." });
    return;
  }
  const reason = findReason(request.originalUrl, request.get("host"), readForwardedHost(request));
  if (reason === null) return next();
  next(new AppError("bad_request", { message: reason, userMessage: "There is no such address." }));
};

function readForwardedHost(request: Parameters<RequestHandler>[0]): string | undefined {
  return request.get("x-forwarded-host")?.split(",")[0]?.trim();
}

function findReason(
  address: string,
  host: string | undefined,
  forwardedHost: string | undefined,
): string | null {
  // A proxy's form, "GET http://…", and "OPTIONS *" are addresses too.
  if (!address.startsWith("/")) return "an address that is no path";
  const [path = "", query = ""] = splitAt(address, "?");
  if (path.length > MAX_PATH_CHARACTERS) return `a path of ${path.length} characters`;
  // Remix puts the address together from these, a forwarded host's port from anybody.
  if (!isHost(host) || !isHost(forwardedHost ?? host)) return "a host that is none";
  if (!URL.canParse(address, "http://localhost")) return "an address that is no URL";
  // The database refuses one in any text.
  if (address.includes("%00")) return "NUL in the address";
  // How browsers asked before single fetch: without a page of ours that does, a second door to loaders.
  if (new URLSearchParams(query).has("_data")) return "a request of before single fetch";
  return null;
}

/** Of HTTP/1.0 no host is asked. */
function isHost(name: string | undefined): boolean {
  return name === undefined || (!/[@/?#\\]/.test(name) && URL.canParse(`http://${name}/`));
}

function splitAt(text: string, separator: string): [string, string] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, ""] : [text.slice(0, index), text.slice(index + 1)];
}
