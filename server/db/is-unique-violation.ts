const UNIQUE_VIOLATION = "23505";

/** Whether a statement failed because a row with its key is there already; drizzle wraps what Postgres said. */
export function isUniqueViolation(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  if ("code" in error && error.code === UNIQUE_VIOLATION) return true;
  return isUniqueViolation(error.cause);
}
