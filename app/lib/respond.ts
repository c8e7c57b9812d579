import { isAppError } from "#server/errors";

/** What a refusal tells the page: ErrorBoundary reads it from `error.data`. */
export type Refusal = { code: string; userMessage: string };

/**
 * An expected refusal as a response with its status. Anything else is thrown on: it is seen once,
 * by handleError in entry.server.
 */
function toResponse(error: unknown): Response {
  if (!isAppError(error)) throw error;
  const refusal: Refusal = { code: error.code, userMessage: error.userMessage };
  return Response.json(refusal, { status: error.status });
}

/**
 * Runs a loader's or action's work, throwing refusals as responses for the error boundary.
 * @throws Response for an AppError; any other error as it is.
 */
export async function orThrowResponse<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw toResponse(error);
  }
}

/** A response 404, to be thrown, that says what was not found, in the reader's words. */
export function notFound(userMessage: string): Response {
  const refusal: Refusal = { code: "not_found", userMessage };
  return Response.json(refusal, { status: 404 });
}

/** A response 403, to be thrown, that says who may come here. */
export function refuse(userMessage: string): Response {
  const refusal: Refusal = { code: "forbidden", userMessage };
  return Response.json(refusal, { status: 403 });
}
