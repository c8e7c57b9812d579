import { and, eq } from "drizzle-orm";
import type { DbOrTx } from "../../db/client";
import { ratings } from "../../db/tables/reviews";
import { AppError } from "../../errors";

type OwnRating = { id: string; startedAt: Date; finishedAt: Date | null };

/** A person's rating of an attempt; null before they begin. */
export async function findRating(
  db: DbOrTx,
  who: { attemptId: string; raterId: string },
): Promise<OwnRating | null> {
  const [rating] = await db
    .select({ id: ratings.id, startedAt: ratings.startedAt, finishedAt: ratings.finishedAt })
    .from(ratings)
    .where(and(eq(ratings.attemptId, who.attemptId), eq(ratings.raterId, who.raterId)));
  return rating ?? null;
}

/**
 * The rating that a person still works on. The caller holds the attempt's lock, so that no mark comes
 * after the end.
 * @returns its id
 * @throws AppError `not_found` before it is begun, `conflict` once it is finished
 */
export async function requireOpenRating(
  tx: DbOrTx,
  who: { attemptId: string; raterId: string },
): Promise<string> {
  const rating = await findRating(tx, who);
  if (!rating) {
    throw new AppError("not_found", {
      message: `${who.raterId} has not begun to rate ${who.attemptId}`,
      userMessage: "You haven't started this rating.",
    });
  }
  if (rating.finishedAt === null) return rating.id;
  throw new AppError("conflict", {
    message: `rating ${rating.id} is finished`,
    userMessage: "This rating is finished: its marks are fixed. Reload the page to see them.",
  });
}
