import type { ErrorRequestHandler } from "express";
import { findOutage } from "../db/find-outage";
import type { Outage } from "../db/find-outage";
import { isAppError } from "../errors";

/** What a database in trouble means for the person who asked, and when to ask again, in seconds. */
const OUTAGES: Record<Outage, { userMessage: string; retryAfterS: number }> = {
  disk_full: {
    userMessage:
      "The server's disk is full, so it can't save at the moment. Your work is kept in this browser and sent as soon as there is room.",
    retryAfterS: 10,
  },
  away: {
    userMessage:
      "The database does not answer at the moment. Your work is kept in this browser and sent as soon as it does.",
    retryAfterS: 1,
  },
};

/** Body parsers say what is wrong by `type`; each gets words of its own. */
const PARSER_MESSAGES: Record<string, { code: string; userMessage: string }> = {
  "entity.too.large": {
    code: "too_large",
    userMessage: "This is larger than can be saved at once. What was saved before is kept.",
  },
  "entity.parse.failed": { code: "bad_request", userMessage: "This request can't be read." },
  "encoding.unsupported": { code: "bad_request", userMessage: "This encoding is not known here." },
};

/**
 * The end of the line for errors outside of Remix: expected ones answer with their own words, the
 * rest is logged once and answers without a detail.
 */
export const answerError: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) return next(error);
  if (isAppError(error)) {
    response.status(error.status).json({ code: error.code, userMessage: error.userMessage });
    return;
  }
  const { status, type } = readParserError(error);
  const known = type === undefined ? undefined : PARSER_MESSAGES[type];
  if (known) {
    response.status(status).json(known);
    return;
  }
  if (status < 500) {
    response
      .status(status)
      .json({ code: "bad_request", userMessage: "This request can't be read." });
    return;
  }
  request.log.error({ err: error }, "request failed");
  const outage = findOutage(error);
  if (outage !== null) {
    const { userMessage, retryAfterS } = OUTAGES[outage];
    response.setHeader("Retry-After", String(retryAfterS));
    response.status(503).json({ code: "unavailable", userMessage });
    return;
  }
  response.status(500).json({
    code: "internal",
    userMessage: "Something went wrong on our side. Nothing that was saved is lost.",
  });
};

function readParserError(error: unknown): { status: number; type: string | undefined } {
  if (typeof error !== "object" || error === null) return { status: 500, type: undefined };
  const status = "status" in error && typeof error.status === "number" ? error.status : 500;
  const type = "type" in error && typeof error.type === "string" ? error.type : undefined;
  return { status, type };
}
