import type { Request } from "express";
import type { Env } from "../env";

/** The origin that links to this site begin with. */
export type SiteOf = (request: Request) => string;

/** APP_URL's, or of a server without one the address that was asked. */
export function createSiteOf({ APP_URL }: Pick<Env, "APP_URL">): SiteOf {
  return (request) => new URL(APP_URL ?? `${request.protocol}://${request.get("host")}`).origin;
}
