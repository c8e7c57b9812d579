import type { Request, NextFunction, Response as ExpressResponse } from "express";
import { encode } from "./encode";

/** A route's id, as Remix makes it of its file. */
const ROUTE_ID = /^(root|routes\/[\w$./-]{1,100})$/;
const MAX_ROUTES = 20;
const ROOT = "root";

/** Whether Remix's router asks, for the data of a page or with a form. */
export function isSingleFetch(request: Request): boolean {
  return request.path.endsWith(".data");
}

/**
 * Answers Remix's router with a refusal that pages show as they show one of a loader's or an action's:
 * it reads nothing but the format of single fetch, and takes anything else for a fault of ours.
 */
export function answerSingleFetch(
  request: Request,
  response: ExpressResponse,
  refusal: { code: string; userMessage: string },
  next: NextFunction,
): void {
  const { statusCode } = response;
  const result = { error: new RouteError(refusal) };
  const isForm = request.method === "POST";
  const body = isForm ? result : Object.fromEntries(readRoutes(request).map((id) => [id, result]));
  response.type("text/x-script").setHeader("X-Remix-Response", "yes");
  const stream = encode(body, {
    plugins: [
      (value) =>
        value instanceof RouteError ? ["ErrorResponse", value.refusal, statusCode, ""] : undefined,
    ],
  });
  new Response(stream).text().then((text) => response.send(text), next);
}

/** Stands where Remix's `ErrorResponse` is to be. */
class RouteError {
  constructor(readonly refusal: { code: string; userMessage: string }) {}
}

/** Whose data is asked for: all of the page's, the root's among them, unless they are named. */
function readRoutes(request: Request): string[] {
  const named = request.query["_routes"];
  if (typeof named !== "string") return [ROOT];
  return named
    .split(",")
    .filter((id) => ROUTE_ID.test(id))
    .slice(0, MAX_ROUTES);
}
