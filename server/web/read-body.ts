import express from "express";
import type { Request, RequestHandler, Response } from "express";

type BodyLimits = {
  /** Of the body once it is unpacked, counted as it arrives: with a Content-Length or without. */
  maxBytes: number;
  type: string;
  /** Whether a gzipped body is unpacked; else it is refused. */
  inflate: boolean;
};

/** A body that ended before it was whole. */
export class BrokeOffError extends Error {
  override readonly name = "BrokeOffError";
}

/**
 * A reader of bodies of one type. Call it once the request is known to be allowed; nothing is read
 * before.
 * @returns reads one request's body, null for one of another type; throws BrokeOffError, and what
 *   body-parser throws (`status` 413, `type` "entity.too.large")
 */
export function createBodyReader(
  limits: BodyLimits,
): (request: Request, response: Response) => Promise<Buffer | null> {
  const { maxBytes: limit, ...rest } = limits;
  const readRaw = express.raw({ limit, ...rest });
  return async function readBody(request, response) {
    // Gone while it was found out who asks: body-parser would take that for a defect of ours.
    if (!request.readable || response.closed) throw new BrokeOffError();
    await run(readRaw, request, response);
    const body: unknown = request.body;
    return Buffer.isBuffer(body) ? body : null;
  };
}

/** Ends with the connection as well: body-parser waits for ever for a gzipped body that broke off. */
function run(handler: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = () => reject(new BrokeOffError());
    response.once("close", giveUp);
    void handler(request, response, (error?: unknown) => {
      response.off("close", giveUp);
      if (error === undefined) resolve();
      else reject(error instanceof Error ? error : new Error("the body can't be read"));
    });
  });
}
