import { eq, sql } from "drizzle-orm";
import { DEFAULT_LIMITS } from "../env";
import type { PersonLimits } from "#domain/accounts/person-limits";
import type { DbOrTx } from "../db/client";
import { users } from "../db/tables/accounts";
import { AppError } from "../errors";
import { storedBytesOf } from "./stored-bytes";

/** What an attempt may come to need: its drawing, its pictures, its texts. */
const ROOM_BYTES = 5_000_000;

type Counted = { hourFull: Date | null; dayFull: Date | null; bytes: number };

/**
 * Refuses an attempt that was just inserted, and with it its transaction, if its person has started as
 * many as they may, or has no room left for the work of one. Their row is held until the transaction
 * ends: of many at once each counts those before it. An attempt that is gone back to starts nothing.
 * @throws AppError `too_many`, which says from when on
 */
export async function requireMayStart(
  tx: DbOrTx,
  userId: string,
  limits: PersonLimits = DEFAULT_LIMITS,
): Promise<void> {
  await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for("no key update");
  const { starts, storedBytes } = limits;
  const [counted] = await tx.execute<Record<keyof Counted, string | number | null>>(sql`
    select ${nthNewest(userId, starts.perHour)} + interval '1 hour' as "hourFull",
      ${nthNewest(userId, starts.perDay)} + interval '24 hours' as "dayFull",
      ${storedBytesOf(sql`${userId}::uuid`)} as bytes`);
  const [hour, day] = [toMs(counted?.hourFull), toMs(counted?.dayFull)];
  const fromMs = Math.max(hour, day);
  if (fromMs > Date.now()) {
    const often =
      day >= hour
        ? `${starts.perDay} attempts in 24 hours`
        : `${starts.perHour} attempts in an hour`;
    throw new AppError("too_many", {
      message: `${often} were started`,
      userMessage: `You started ${often}, the most that this server allows. What you have open is still there.`,
      again: { from: new Date(fromMs), what: "You can start the next one" },
    });
  }
  const missing = Number(counted?.bytes ?? 0) + ROOM_BYTES - storedBytes;
  if (missing > 0) throw await hasNoRoom(tx, userId, missing, limits);
}

/** The start of the attempt with which, next to the one just inserted, the count is full. */
function nthNewest(userId: string, most: number) {
  return sql`(select started_at from attempts where user_id = ${userId}
    order by started_at desc offset ${most} limit 1)`;
}

function toMs(moment: string | number | null | undefined): number {
  return moment === null || moment === undefined ? 0 : new Date(moment).getTime();
}

/** Room comes back as history goes: of an attempt all of it is gone some days after its end. */
async function hasNoRoom(
  tx: DbOrTx,
  userId: string,
  missing: number,
  { storedBytes, historyDays }: PersonLimits,
): Promise<AppError> {
  const [freed] = await tx.execute<{ at: string | null }>(sql`
    select min(ended) + ${historyDays}::int * interval '1 day' as at from (
      select ended, sum(history_bytes) over (order by ended) as bytes from (
        select coalesce(submitted_at, deadline_at, now()) as ended, history_bytes
        from attempts where user_id = ${userId}
      ) as own
    ) as summed where bytes >= ${missing}`);
  const from = freed?.at ? new Date(freed.at) : null;
  const ask = from === null ? " Ask an admin of this server for more room." : "";
  return new AppError("too_many", {
    message: `${storedBytes} bytes stored, and ${missing} more wanted`,
    userMessage: `Your saved work fills the room that this server gives one person (${storedBytes / 1e6} MB). All of it is kept, and you can finish and hand in what is open.${ask}`,
    again: from && { from, what: "Older history is deleted by then: you can start the next one" },
  });
}
