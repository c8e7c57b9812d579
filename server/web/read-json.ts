import type { Request, Response } from "express";
import { AppError } from "../errors";
import { BrokeOffError, createBodyReader } from "./read-body";
import { scanJson } from "./scan-json";
import type { JsonBounds } from "./scan-json";

export type JsonLimits = JsonBounds & {
  /** Of the body once it is unpacked, counted as it arrives: with a Content-Length or without. */
  maxBytes: number;
};

/**
 * A reader of JSON bodies that bounds them before they are parsed: bytes, depth and keys. Call it once
 * the request is known to be allowed; nothing is read before.
 * @returns reads one request's body; throws AppError `bad_request` for what is no JSON or over a bound
 *   but that of bytes, and what body-parser throws (`status` 413, `type` "entity.too.large") for that
 */
export function createJsonReader(
  limits: JsonLimits,
): (request: Request, response: Response) => Promise<unknown> {
  const { maxBytes } = limits;
  const readBody = createBodyReader({ maxBytes, type: "application/json", inflate: true });
  return async function readJson(request, response) {
    const body = await readBody(request, response).catch((error: unknown) => {
      throw error instanceof BrokeOffError ? unreadable("it broke off") : error;
    });
    if (body === null) throw unreadable("no JSON body");
    const excess = scanJson(body, limits);
    if (excess !== null) throw unreadable(excess);
    try {
      return JSON.parse(body.toString("utf8"));
    } catch (error) {
      if (error instanceof SyntaxError) throw unreadable("not JSON");
      throw error;
    }
  };
}

function unreadable(why: string): AppError {
  return new AppError("bad_request", {
    message: `body refused: ${why}`,
    userMessage: `This can't be read (${why}). What was saved before is kept.`,
  });
}
