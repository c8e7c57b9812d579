import { eq } from "drizzle-orm";
import type { DbHandle } from "#server/db/client";
import { grades } from "#server/db/tables/grades";
import { listenForChanges } from "#server/jobs/progress";

type GradeRow = typeof grades.$inferSelect;

/**
 * Resolves as soon as the grade's row satisfies `isDone`, woken by the worker's own announcements.
 * @throws after `timeoutMs`, with the row as it then is
 */
export async function waitForGrade(
  { db, sql }: Pick<DbHandle, "db" | "sql">,
  gradeId: string,
  isDone: (row: GradeRow) => boolean,
  timeoutMs = 50_000,
): Promise<GradeRow> {
  let wake = (): void => undefined;
  const stop = await listenForChanges(
    sql,
    (id) => id === gradeId && wake(),
    () => wake(),
  );
  const deadline = Date.now() + timeoutMs;
  try {
    for (;;) {
      const changed = new Promise<void>((resolve) => (wake = resolve));
      const [row] = await db.select().from(grades).where(eq(grades.id, gradeId));
      if (row && isDone(row)) return row;
      const leftMs = deadline - Date.now();
      if (leftMs <= 0) throw new Error(`grade ${gradeId} is still ${JSON.stringify(row)}`);
      await Promise.race([changed, timeout(Math.min(leftMs, 500))]);
    }
  } finally {
    await stop();
  }
}

function timeout(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
