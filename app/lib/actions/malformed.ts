import { AppError } from "#server/errors";

/** The field that says which of a page's forms was sent. */
export const INTENT = "intent";

/** A form that no page of ours sends: made by hand, or by a page from before a new version. */
export function malformed(message: string): AppError {
  const userMessage = "This page is out of date. Reload it and try again.";
  return new AppError("bad_request", { message: `malformed form: ${message}`, userMessage });
}
