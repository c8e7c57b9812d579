import { z } from "zod";
import { AppError } from "../errors";

/** An id from a URL. @throws AppError `not_found` for what can't be one */
export function parseCohortId(cohortId: string): string {
  const parsed = z.uuid().safeParse(cohortId);
  if (parsed.success) return parsed.data;
  throw cohortNotFound("(malformed id)");
}

export function cohortNotFound(cohortId: string): AppError {
  return new AppError("not_found", {
    message: `no cohort ${cohortId}`,
    userMessage: "There is no such cohort. Someone may have deleted it.",
  });
}

export function cohortNameTaken(): AppError {
  return new AppError("conflict", {
    message: "a cohort of this name exists",
    userMessage: "A cohort with this name already exists.",
  });
}
