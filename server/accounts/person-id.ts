import { z } from "zod";
import { AppError } from "../errors";

/** An id from a URL. @throws AppError `not_found` for what can't be one */
export function parsePersonId(personId: string): string {
  const parsed = z.uuid().safeParse(personId);
  if (parsed.success) return parsed.data;
  throw personNotFound("(malformed id)");
}

export function personNotFound(personId: string): AppError {
  return new AppError("not_found", {
    message: `no person ${personId}`,
    userMessage: "There is no such person.",
  });
}
