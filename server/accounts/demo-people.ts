import { eq, sql } from "drizzle-orm";
import type { Db, DbOrTx } from "../db/client";
import { demoPeople } from "../db/tables/accounts";
import { attempts } from "../db/tables/attempts";
import { ownTracks, trackTicks } from "../db/tables/practice";
import { AppError } from "../errors";
import { DEMO_ADDRESS_END } from "./demo-address";
import type { Viewer } from "./sessions";

/**
 * Whether a row of `demo_people` has work: an attempt, whatever its kind or state (marks, cards, notices and
 * links all come from one), a track or a tick in one. A look around, or another number of minutes per
 * day, is none.
 */
export const hasWork = sql<boolean>`(
  exists (select from ${attempts} a where a.user_id = demo_people.user_id)
  or exists (select from ${ownTracks} t where t.user_id = demo_people.user_id)
  or exists (select from ${trackTicks} t where t.user_id = demo_people.user_id))`;

/** Whether somebody is the demo candidate of one browser. */
export async function isDemoPerson(db: Db, userId: string): Promise<boolean> {
  return (await db.$count(demoPeople, eq(demoPeople.userId, userId))) > 0;
}

/** What a page says of the demo candidate of one browser; null for everybody else, at no cost. */
export async function getDemoPerson(
  db: Db,
  { id, email }: Viewer,
): Promise<{ hasWork: boolean } | null> {
  if (!email.endsWith(DEMO_ADDRESS_END)) return null;
  const [person] = await db.select({ hasWork }).from(demoPeople).where(eq(demoPeople.userId, id));
  return person ?? null;
}

/**
 * Holds the demo candidate of one browser until the transaction ends: kept, deleted and pruned one after
 * the other.
 * @throws AppError `forbidden` for everybody else, and for one who was kept as an account
 */
export async function holdDemoPerson(tx: DbOrTx, userId: string): Promise<void> {
  const [person] = await tx
    .select({ userId: demoPeople.userId })
    .from(demoPeople)
    .where(eq(demoPeople.userId, userId))
    .for("update");
  if (!person) throw notDemoPerson();
}

export function notDemoPerson(): AppError {
  return new AppError("forbidden", {
    message: "not the demo candidate of one browser",
    userMessage: "Only the demo candidate of a browser can do this. Reload the page.",
  });
}
