import type { ErrorRequestHandler, NextFunction, Request, Response } from "express";
import { findOutage } from "../db/find-outage";
import { isAppError } from "../errors";
import { OUTAGES } from "./answer-outage";
import { errorHtml } from "./error-html";
import { answerSingleFetch, isSingleFetch } from "./single-fetch/answer-refusal";

/** Body parsers say what is wrong by `type`; each gets words of its own. */
const PARSER_MESSAGES: Record<string, { code: string; userMessage: string }> = {
  "entity.too.large": {
    code: "too_large",
    userMessage: "This is larger than can be saved at once. What was saved before is kept.",
  },
  "entity.parse.failed": { code: "bad_request", userMessage: "This request can't be read." },
  "encoding.unsupported": { code: "bad_request", userMessage: "This encoding isn't supported." },
};

/**
 * The end of the line for errors outside of Remix: expected ones answer with their own words, the
 * rest is logged once and answers without a detail.
 */
export const answerError: ErrorRequestHandler = (error: unknown, request, response, next) => {
  if (response.headersSent) return next(error);
  if (isAppError(error)) {
    return answer({ request, response, next }, error.status, error);
  }
  const { status, type } = readParserError(error);
  const known = type === undefined ? undefined : PARSER_MESSAGES[type];
  if (known) return answer({ request, response, next }, status, known);
  if (status < 500) {
    const userMessage = "This request can't be read.";
    return answer({ request, response, next }, status, { code: "bad_request", userMessage });
  }
  request.log.error({ err: error }, "request failed");
  const outage = findOutage(error);
  if (outage !== null) {
    const { userMessage, retryAfterS } = OUTAGES[outage];
    response.setHeader("Retry-After", String(retryAfterS));
    return answer({ request, response, next }, 503, { code: "unavailable", userMessage });
  }
  answer({ request, response, next }, 500, {
    code: "internal",
    userMessage: "Something went wrong on our side. Nothing that was saved is lost.",
  });
};

/** A page to people who navigate, an error for Remix's own scripts, JSON to others. */
function answer(
  { request, response, next }: { request: Request; response: Response; next: NextFunction },
  status: number,
  { code, userMessage }: { code: string; userMessage: string },
): void {
  response.status(status);
  if (isSingleFetch(request))
    return answerSingleFetch(request, response, { code, userMessage }, next);
  if (request.accepts(["json", "html"]) !== "html") {
    response.json({ code, userMessage });
    return;
  }
  const nonce = response.locals.cspNonce as string;
  response.type("html").send(errorHtml({ status, code, userMessage, nonce }));
}

function readParserError(error: unknown): { status: number; type: string | undefined } {
  if (typeof error !== "object" || error === null) return { status: 500, type: undefined };
  const status = "status" in error && typeof error.status === "number" ? error.status : 500;
  const type = "type" in error && typeof error.type === "string" ? error.type : undefined;
  return { status, type };
}
