import { and, count, desc, eq, gte, lt, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import type { Db } from "../db/client";
import { auditLog } from "../db/tables/audit";
import { grades } from "../db/tables/grades";
import { getStillFailed } from "../grades/get-still-failed";
import { GRADE_FAILED } from "#domain/grading/retry.schema";
import { listUtcDays } from "./usage-days";

export type GradingUsage = {
  /** Gradings that got a grade on each day of the range in UTC, oldest first. */
  byDay: { day: string; graded: number }[];
  graded: number;
  /**
   * Milliseconds from when a worker first took it up (or it was asked for again) to its grade;
   * null when nothing was graded.
   */
  medianMs: number | null;
  p95Ms: number | null;
  /**
   * How often a grading ended without a grade in the range, by why, the most frequent first; each time
   * counts, also when a retry has led to a grade since.
   */
  failures: { errorKind: string | null; count: number }[];
  /** Gradings that stand without a grade now, whenever they ended. */
  stillFailed: number;
};

/** How many gradings were done, how long they took and how many failed, over the last `days` days in UTC. */
export async function getGradingUsage(
  db: Db,
  range: { days: number; now: Date },
): Promise<GradingUsage> {
  const { days, from, until } = listUtcDays(range.now, range.days);
  const isIn = (moment: PgColumn) => and(gte(moment, from), lt(moment, until));
  const isGraded = and(eq(grades.status, "graded"), isIn(grades.finishedAt));
  const day = sql<string>`to_char(${grades.finishedAt} at time zone 'utc', 'YYYY-MM-DD')`;
  const ms = sql`extract(epoch from ${grades.finishedAt} - greatest(${grades.startedAt}, ${grades.queuedAt})) * 1000`;
  const errorKind = sql<string | null>`${auditLog.detail} ->> 'errorKind'`;
  const [byDay, times, failures, stillFailed] = await Promise.all([
    db.select({ day, graded: count() }).from(grades).where(isGraded).groupBy(day),
    db
      .select({
        graded: count(),
        medianMs: sql<number | null>`percentile_cont(0.5) within group (order by ${ms})::float8`,
        p95Ms: sql<number | null>`percentile_cont(0.95) within group (order by ${ms})::float8`,
      })
      .from(grades)
      .where(isGraded),
    db
      .select({ errorKind, count: count() })
      .from(auditLog)
      .where(and(eq(auditLog.action, GRADE_FAILED), isIn(auditLog.at)))
      .groupBy(errorKind)
      .orderBy(desc(count()), errorKind),
    getStillFailed(db),
  ]);
  const gradedOn = new Map(byDay.map((row) => [row.day, row.graded]));
  return {
    byDay: days.map((day) => ({ day, graded: gradedOn.get(day) ?? 0 })),
    graded: times[0]?.graded ?? 0,
    medianMs: times[0]?.medianMs ?? null,
    p95Ms: times[0]?.p95Ms ?? null,
    failures,
    stillFailed,
  };
}
