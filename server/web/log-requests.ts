import { randomUUID } from "node:crypto";
import type { Request, RequestHandler, Response } from "express";
import type { LevelWithSilent, Logger } from "pino";
import { pinoHttp } from "pino-http";
import { maskPath } from "../logging/mask-path";

/**
 * Gives each request an id, which its answer carries as X-Request-Id, and a log that names the
 * request in each line: id, method, path, and the client's address as TRUSTED_PROXIES lets it be
 * known. When it is over one line says how it was answered. Query strings, headers and bodies can
 * carry what a log should not hold.
 */
export function logRequests(log: Logger): RequestHandler {
  return pinoHttp<Request, Response>({
    logger: log,
    // Else a serializer is given pino's own picture of the request, headers and all.
    wrapSerializers: false,
    genReqId: giveId,
    serializers: { req: describeRequest, res: describeResponse },
    // What failed has a line of its own; pino-http would make up an error for every status of 500.
    customErrorObject: (_request, response, _error, fields: object) => ({
      ...fields,
      err: response.err,
    }),
    customErrorMessage: () => "request completed",
    customLogLevel: chooseLogLevel,
  });
}

function giveId(_request: Request, response: Response): string {
  const id = randomUUID();
  response.setHeader("X-Request-Id", id);
  return id;
}

type LoggedRequest = { id: unknown; method: string; path: string; client: string | undefined };

function describeRequest(request: Request): LoggedRequest {
  const path = maskPath(request.originalUrl);
  return { id: request.id, method: request.method, path, client: request.ip };
}

function describeResponse(response: Response): { status: number } {
  return { status: response.statusCode };
}

/** A save a second from everybody at work is no news; one that fails still is. */
function chooseLogLevel(request: Request, response: Response): LevelWithSilent {
  const isSave =
    request.method === "POST" && /^\/api\/attempts\/[^/]+\/save$/.test(request.originalUrl);
  return isSave && response.statusCode === 200 ? "debug" : "info";
}
