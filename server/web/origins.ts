import type { NextFunction, Request, Response } from "express";
import { isLoopback } from "../env";
import type { Env } from "../env";

/** Names under which a browser reaches this machine itself. */
const LOOPBACK_HOSTS = ["127.0.0.1", "localhost", "[::1]"];

/**
 * The origins that are ours: APP_URL where it is set; the loopback names in the embedded start;
 * else whatever host the request names.
 */
export function ownOrigins(
  env: Pick<Env, "APP_URL" | "SCALEBOARD_EMBEDDED">,
): (request: Request) => ReadonlySet<string> {
  if (env.APP_URL !== undefined) {
    const fixed = new Set([new URL(env.APP_URL).origin]);
    return () => fixed;
  }
  return (request) => {
    if (!env.SCALEBOARD_EMBEDDED) return new Set([`${request.protocol}://${request.get("host")}`]);
    const port = request.socket.localPort ?? 0;
    return new Set(LOOPBACK_HOSTS.map((host) => `http://${host}:${port}`));
  };
}

/** What a proxy or a tunnel adds to a request that it passes on. */
const FORWARDED = /^(forwarded|via|x-forwarded-.+|x-real-ip|cf-connecting-ip)$/;

/**
 * In the embedded start a click signs anyone in, so whoever asks must sit at this machine: the
 * connection comes from it, nobody has passed the request on, and the page is asked for by a loopback
 * name, for another site's name may resolve to this machine (DNS rebinding). A tunnel that adds no
 * header and speaks of "localhost" looks like this machine; SECURITY.md says so.
 */
export function requireOwnMachine(request: Request, response: Response, next: NextFunction): void {
  const port = request.socket.localPort ?? 0;
  const host = request.get("host") ?? "";
  const isNamed = LOOPBACK_HOSTS.some((name) => host === `${name}:${port}` || host === name);
  const isFromHere = isLoopback(request.socket.remoteAddress ?? "");
  const isPassedOn = Object.keys(request.headers).some((name) => FORWARDED.test(name));
  if (isNamed && isFromHere && !isPassedOn) return next();
  response.status(421).type("text/plain").send("Open this page at 127.0.0.1 or localhost.\n");
}
