import type { ErrorRequestHandler } from "express";
import { isAppError } from "../errors";

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
