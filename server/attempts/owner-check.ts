import { LRUCache } from "lru-cache";
import type { Db } from "../db/client";
import { isOwnAttempt, notFound } from "./own-attempt";

/** Attempts remembered; one that was forgotten costs one look. */
const MAX_KNOWN = 10_000;

/**
 * Whether an attempt is this person's, asked of the database once an attempt: its owner never changes.
 * For a door that decides before it reads; what comes after checks again, in its own statement.
 * @returns a check that throws AppError `not_found` for somebody else's
 */
export function createOwnerCheck(
  db: Db,
): (who: { attemptId: string; userId: string }) => Promise<void> {
  const known = new LRUCache<string, string>({ max: MAX_KNOWN });
  return async function requireOwn(who) {
    if (known.get(who.attemptId) === who.userId) return;
    if (!(await isOwnAttempt(db, who))) throw notFound("(of the save)");
    known.set(who.attemptId, who.userId);
  };
}
