import { eq } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { AppError } from "../errors";
import { describeWait } from "../text/describe-wait";

const HOUR_MS = 60 * 60_000;

/**
 * Refuses a person who has asked for something as often within the hour as they may. Their row is
 * held until the transaction ends, so that many requests at once are counted one after the other.
 * @param listNewest moments at which they asked, the newest first, at most `most`
 * @param toUserMessage is given the wait in words
 * @throws AppError `too_many`
 */
export async function requireUnderLimit(
  tx: DbOrTx,
  of: { userId: string; most: number; what: string },
  listNewest: (most: number) => Promise<Date[]>,
  toUserMessage: (wait: string) => string,
): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, of.userId)).for("no key update");
  const oldest = (await listNewest(of.most))[of.most - 1];
  const waitMs = oldest === undefined ? 0 : oldest.getTime() + HOUR_MS - Date.now();
  if (waitMs <= 0) return;
  throw new AppError("too_many", {
    message: `${of.most} ${of.what} within the hour`,
    userMessage: toUserMessage(describeWait(waitMs)),
  });
}
