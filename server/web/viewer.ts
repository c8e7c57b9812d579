import type { NextFunction, Request, Response } from "express";
import { noteDemoVisit } from "../accounts/note-demo-visit";
import { getViewer } from "../accounts/sessions";
import type { Viewer } from "../accounts/sessions";
import type { Db } from "../db/client";
import { AppError } from "../errors";

/** Finds out who asks, into `response.locals`; anonymous is null. */
export function loadViewer(db: Db, readToken: (header: string | undefined) => string | null) {
  return async function findViewer(
    request: Request,
    response: Response,
    next: NextFunction,
  ): Promise<void> {
    try {
      const token = readToken(request.get("cookie"));
      response.locals.sessionToken = token;
      const viewer = token === null ? null : await getViewer(db, token);
      response.locals.viewer = viewer;
      if (viewer !== null) await noteDemoVisit(db, viewer);
      next();
    } catch (error) {
      next(error);
    }
  };
}

/** @throws AppError `unauthenticated` */
export function requireViewer(response: Response): Viewer {
  const viewer = response.locals.viewer as Viewer | null;
  if (viewer) return viewer;
  throw new AppError("unauthenticated", {
    message: "no session",
    userMessage: "You are signed out. Sign in again; what you wrote is kept in this browser.",
  });
}
