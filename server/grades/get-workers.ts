import { sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { workers } from "../db/tables/workers";

/** How often a worker says that it is there. */
export const BEAT_EVERY_MS = 10_000;
/** Three beats and a moment. A worker that is stopped for a new version is back before. */
const ALIVE_WITHIN_S = 35;

/** Who does the work that the queue delivers. */
export type Workers = {
  /** Worker processes that answer. */
  alive: number;
  /** Whole seconds since the last word of any; null where none has been here lately or ever. */
  silentForS: number | null;
};

/** Asked of the database, since workers share nothing else with web processes, whatever the queue is on. */
export async function getWorkers(db: Db): Promise<Workers> {
  const silentForS = sql<
    number | null
  >`floor(extract(epoch from now() - max(${workers.seenAt})))::int`;
  const alive = sql<number>`(count(*) filter (
    where ${workers.seenAt} > now() - make_interval(secs => ${ALIVE_WITHIN_S})
  ))::int`;
  const [row] = await db.select({ alive, silentForS }).from(workers);
  return row ?? { alive: 0, silentForS: null };
}
