import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Rate } from "#domain/accounts/person-limits";
import type { DbOrTx } from "../db/client";
import { AppError } from "../errors";
import { getAskTime } from "./get-ask-time";

/**
 * The statement that takes a slot for a grading of this person: now, or as soon as fewer than the hour's
 * gradings lie in the hour before it. Returns its `slot_at`, and no row, with nothing taken, if the day's
 * are used up. On the person's one row gradings that are asked for at once wait for each other.
 * @param asked one row, or none
 */
export function insertSlot(userId: string, { perHour, perDay }: Rate, asked: SQL): SQL {
  return sql`insert into grading_slots as s (user_id, taken)
    select ${userId}::uuid, array[now()] from ${asked}
    on conflict (user_id) do update set taken =
      s.taken[cardinality(s.taken) + 2 - greatest(${perHour}::int, ${perDay}::int) : ] || greatest(now(),
        s.taken[cardinality(s.taken) + 1 - ${perHour}::int] + interval '1 hour')
    where coalesce(s.taken[cardinality(s.taken) + 1 - ${perDay}::int] <= now() - interval '24 hours', true)
    returning taken[cardinality(taken)] as slot_at`;
}

/**
 * The same by itself, in the transaction that asks for a grading.
 * @throws AppError `too_many`, which says when the day allows the next one
 */
export async function takeSlot(tx: DbOrTx, userId: string, limits: Rate): Promise<Date> {
  const [taken] = await tx.execute<{ slot_at: string }>(
    insertSlot(userId, limits, sql`(select 1) as asked`),
  );
  if (taken) return new Date(taken.slot_at);
  const ask = await getAskTime(tx, userId, limits);
  throw new AppError("too_many", {
    message: `${limits.perDay} gradings in 24 hours`,
    userMessage: `You asked for ${limits.perDay} grades in 24 hours, the most that this server gives one person. Nothing is lost.`,
    again: ask && { from: new Date(ask.from), what: "You can ask again" },
  });
}
