import express from "express";
import type { Request, RequestHandler, Response } from "express";
import { AppError } from "../errors";
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
  const readRaw = express.raw({ limit: limits.maxBytes, type: "application/json" });
  return async function readJson(request, response) {
    // Gone while it was found out who asks: body-parser would take that for a defect of ours.
    if (!request.readable || response.closed) throw brokeOff();
    await run(readRaw, request, response);
    const body: unknown = request.body;
    if (!Buffer.isBuffer(body)) throw unreadable("no JSON body");
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

/** Ends with the connection as well: body-parser waits for ever for a gzipped body that broke off. */
function run(handler: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(brokeOff());
    response.once("close", giveUp);
    void handler(request, response, (error?: unknown) => {
      response.off("close", giveUp);
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error("the body can't be read"));
    });
  });
}

function brokeOff(): AppError {
  return unreadable("it broke off");
}

function unreadable(why: string): AppError {
  return new AppError("bad_request", {
    message: `body refused: ${why}`,
    userMessage: `This can't be read (${why}). What was saved before is kept.`,
  });
}
