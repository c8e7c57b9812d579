import type { NextFunction, Request, Response } from "express";
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

/**
 * In the embedded start a click signs anyone in, so the page must be asked for by a loopback name:
 * another site's name that resolves to this machine (DNS rebinding) is turned away.
 */
export function requireLoopbackHost(
  request: Request,
  response: Response,
  next: NextFunction,
): void {
  const port = request.socket.localPort ?? 0;
  const host = request.get("host") ?? "";
  if (LOOPBACK_HOSTS.some((name) => host === `${name}:${port}` || host === name)) return next();
  response.status(421).type("text/plain").send("Open this page by 127.0.0.1 or localhost.\n");
}
