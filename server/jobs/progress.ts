import { sql } from "drizzle-orm";
import type postgres from "postgres";
import type { DbOrTx } from "../db/client";

/** Carries the id of a grade whose row has changed; whoever shows it reads the row again. */
export const GRADE_CHANNEL = "grade_changed";

/**
 * Tells every web process, on whatever machine, that a grade's row has changed; inside a
 * transaction, when it commits.
 */
export async function announceGrade(db: DbOrTx, gradeId: string): Promise<void> {
  await db.execute(sql`select pg_notify(${GRADE_CHANNEL}, ${gradeId})`);
}

/**
 * Calls `onChange` for each announced grade, and `onReconnect` after the connection was lost and
 * found again: announcements in between are gone, so rows must be read afresh.
 * @returns a function that stops listening.
 */
export async function listenForGrades(
  connection: postgres.Sql,
  onChange: (gradeId: string) => void,
  onReconnect: () => void,
): Promise<() => Promise<void>> {
  let isFirst = true;
  const listener = await connection.listen(GRADE_CHANNEL, onChange, () => {
    if (!isFirst) onReconnect();
    isFirst = false;
  });
  return () => listener.unlisten();
}
