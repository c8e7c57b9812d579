import { and, eq, getTableColumns, sql } from "drizzle-orm";
import { z } from "zod";
import type { DbOrTx } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { AppError } from "../errors";

export type OwnAttempt = typeof attempts.$inferSelect;
/** `now` is the moment of reading, by the database's clock. */
export type TimedAttempt = OwnAttempt & { now: Date };

/**
 * The one clock of all attempts. Web and worker processes may run on machines that don't agree about
 * the time; the database they share has one.
 */
export const DATABASE_NOW = sql`clock_timestamp()`.mapWith(attempts.startedAt);

/** Saves are taken this long after the deadline: the last edit still has to travel. */
export const GRACE_MS = 5_000;

/**
 * The attempt, if it is this person's. Somebody else's looks like one that does not exist.
 * @param options.lock makes saves and the submit of one attempt wait for each other
 * @throws AppError `not_found`
 */
export async function requireOwnAttempt(
  tx: DbOrTx,
  who: { attemptId: string; userId: string },
  options: { lock: boolean },
): Promise<TimedAttempt> {
  const query = tx
    .select({ ...getTableColumns(attempts), now: DATABASE_NOW })
    .from(attempts)
    .where(and(eq(attempts.id, parseAttemptId(who.attemptId)), eq(attempts.userId, who.userId)));
  const [attempt] = await (options.lock ? query.for("update") : query);
  if (attempt) return attempt;
  throw notFound(who.attemptId);
}

/** Whether the attempt is this person's; false for an id that can't be one. */
export async function isOwnAttempt(
  db: DbOrTx,
  who: { attemptId: string; userId: string },
): Promise<boolean> {
  const parsed = z.uuid().safeParse(who.attemptId);
  if (!parsed.success) return false;
  const rows = await db
    .select({ id: attempts.id })
    .from(attempts)
    .where(and(eq(attempts.id, parsed.data), eq(attempts.userId, who.userId)));
  return rows.length > 0;
}

/** An id from a URL. @throws AppError `not_found` for what can't be one */
export function parseAttemptId(attemptId: string): string {
  const parsed = z.uuid().safeParse(attemptId);
  if (!parsed.success) throw notFound("(malformed id)");
  return parsed.data;
}

/** Whether an attempt takes no more work: submitted, or past its deadline by more than `graceMs`. */
export function isOver(
  attempt: Pick<TimedAttempt, "status" | "deadlineAt" | "now">,
  graceMs: number,
): boolean {
  if (attempt.status === "submitted") return true;
  return (
    attempt.deadlineAt !== null && attempt.now.getTime() > attempt.deadlineAt.getTime() + graceMs
  );
}

/** Somebody else's attempt and none at all look alike. */
export function notFound(attemptId: string): AppError {
  return new AppError("not_found", {
    message: `no attempt ${attemptId} for this person`,
    userMessage: "There is no such attempt.",
  });
}
