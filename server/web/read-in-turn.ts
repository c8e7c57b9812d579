import type { NextFunction, Request, RequestHandler, Response } from "express";
import onHeaders from "on-headers";
import pLimit from "p-limit";
import { toAddressGroup } from "../accounts/address-group";
import type { Viewer } from "../accounts/sessions";
import { isAppError } from "../errors";
import type { RequestContext } from "./context";
import { RETRY_READ_S } from "./read-gate";
import type { ReadGate, Reader } from "./read-gate";

/** The pages whose loaders read in turn (app/lib/in-turn.ts), as our own links spell them. */
const EXPENSIVE = new RegExp(
  [
    "^/attempts/[^/.]+(/(report|compare|replay/frames|mark|appeal|challenge|drawing|solution))?",
    "/shared/[^/.]+(/drawing)?",
    "/drills/[^/.]+(/result)?",
    "/review/(ratings/)?[^/.]+",
  ].join("(\\.data)?$|^") + "(\\.data)?$",
);

/** What is done for a request that has its place. */
type Place = <Result>(work: () => Promise<Result>) => Promise<Result>;

/**
 * Has expensive pages wait before anything of them is loaded. One that waited too long is refused
 * here as a document; as data it goes on, so that the page that asked for it can say why.
 */
export function waitForTurn(gate: ReadGate): RequestHandler {
  // Those who came together are refused together.
  const refusals = pLimit(1);
  return (request, response, next) => {
    if (request.method === "POST") return next();
    // Gone while the session was looked up: of a close that is over nothing further on would hear.
    if (response.destroyed) return;
    if (!EXPENSIVE.test(request.path)) return next();
    const leaving = new AbortController();
    const leave = () => leaving.abort();
    response.once("close", leave);
    gate.enter(readerOf(request, response), leaving.signal).then(
      (giveBack) => {
        response.off("close", leave);
        response.locals.place = holdPlace(response, giveBack);
        next();
      },
      (error: unknown) => {
        if (leaving.signal.aborted) return;
        response.off("close", leave);
        sayWhenAgain(response);
        if (!isAppError(error) || !request.path.endsWith(".data")) return next(error);
        response.locals.place = () => Promise.reject(error);
        void refusals(() => goOn(response, next));
      },
    );
  };
}

/** Whether the request is one of an expensive page that has waited here. */
export function hasPlace(response: Response): boolean {
  return response.locals.place !== undefined;
}

/** @returns when the answer is made, or its client has gone */
function goOn(response: Response, next: NextFunction): Promise<void> {
  return new Promise((resolve) => {
    if (response.destroyed) return resolve();
    onHeaders(response, resolve);
    response.once("close", resolve);
    next();
  });
}

/** Does a loader's work in the place that its request has, or, under another spelling, waits for one. */
export function readInTurn(
  gate: ReadGate,
  request: Request,
  response: Response,
): RequestContext["inTurn"] {
  return async (signal, work) => {
    sayWhenAgain(response);
    const had = response.locals.place as Place | undefined;
    const place = had ?? holdPlace(response, await gate.enter(readerOf(request, response), signal));
    return place(async () => {
      signal.throwIfAborted();
      return work();
    });
  };
}

function readerOf(request: Request, response: Response): Reader {
  const viewer = response.locals.viewer as Viewer | null;
  return { personId: viewer?.id ?? null, address: toAddressGroup(request.ip ?? "unknown") };
}

/**
 * A place is held until the page is made, or its client has gone, and all work for it has ended: what
 * is rendered counts as well, and nobody gets the next place by hanging up.
 */
function holdPlace(response: Response, giveBack: () => void): Place {
  let working = 0;
  let isMade = false;
  let isGivenBack = false;
  function settle(): void {
    if (!isMade || working > 0 || isGivenBack) return;
    isGivenBack = true;
    giveBack();
  }
  function end(): void {
    isMade = true;
    settle();
  }
  if (response.headersSent || response.destroyed) end();
  onHeaders(response, end);
  response.once("close", end);
  return async (work) => {
    working += 1;
    try {
      return await work();
    } finally {
      working -= 1;
      settle();
    }
  };
}

function sayWhenAgain(response: Response): void {
  onHeaders(response, () => {
    if (response.statusCode !== 503 || response.hasHeader("Retry-After")) return;
    response.setHeader("Retry-After", String(RETRY_READ_S));
  });
}
