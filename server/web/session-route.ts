import type { RequestHandler } from "express";
import { nameWriter } from "../accounts/name-writer";
import type { Viewer } from "../accounts/sessions";

/**
 * GET /api/session: who is signed in here now, for pages that stay open and for rooms that this browser
 * kept. Null for visitors.
 */
export const sessionRoute: RequestHandler = (_request, response) => {
  const { viewer, sessionToken } = response.locals as {
    viewer: Viewer | null;
    sessionToken: string | null;
  };
  response.set("Cache-Control", "no-store").json({ writer: nameWriter(viewer, sessionToken) });
};
