import type { NextFunction, RequestHandler } from "express";

/**
 * Starts at most one request in a turn of the event loop. Requests that arrive together would
 * otherwise be parsed and rendered in a single turn, and everything else would wait for all of them.
 */
export function takeTurns(): RequestHandler {
  const waiting: NextFunction[] = [];
  function startOne(): void {
    const next = waiting.shift();
    if (waiting.length > 0) setImmediate(startOne);
    next?.();
  }
  return (_request, _response, next) => {
    waiting.push(next);
    if (waiting.length === 1) setImmediate(startOne);
  };
}
