import { sql } from "drizzle-orm";
import type postgres from "postgres";
import type { DbOrTx } from "../db/client";

/** Carries the id of a grade whose row has changed; whoever shows it reads the row again. */
export const GRADE_CHANNEL = "grade_changed";
/** Carries the id of a person whose notices have changed. */
export const NOTICE_CHANNEL = "notices_changed";

/**
 * Tells every web process, on whatever machine, that a grade's row has changed; inside a
 * transaction, when it commits.
 */
export async function announceGrade(db: DbOrTx, gradeId: string): Promise<void> {
  await db.execute(sql`select pg_notify(${GRADE_CHANNEL}, ${gradeId})`);
}

/** The same of a person's notices. */
export async function announceNotices(db: DbOrTx, userId: string): Promise<void> {
  await db.execute(sql`select pg_notify(${NOTICE_CHANNEL}, ${userId})`);
}

/**
 * Calls `onChange` with the id of each announced grade or person, and `onReconnect` after the
 * connection was lost and found again: announcements in between are gone, so rows must be read afresh.
 * @returns a function that stops listening.
 */
export async function listenForChanges(
  connection: postgres.Sql,
  onChange: (id: string) => void,
  onReconnect: () => void,
): Promise<() => Promise<void>> {
  const channels = [GRADE_CHANNEL, NOTICE_CHANNEL].map((channel) => {
    let isFirst = true;
    return connection.listen(channel, onChange, () => {
      if (!isFirst) onReconnect();
      isFirst = false;
    });
  });
  const listeners = await Promise.all(channels);
  return async () => {
    await Promise.all(listeners.map((listener) => listener.unlisten()));
  };
}
