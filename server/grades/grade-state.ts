import { and, desc, eq, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { DbOrTx } from "../db/client";
import { grades } from "../db/tables/grades";
import type { GradeProgress, HeldFor } from "../db/tables/grades";
import { GONE_AFTER_MS } from "../db/turn";
import { STOPPED } from "#domain/grading/stopped";
import { countKept, mayStop } from "./stoppable";

/** Where a grading stands, as pages and the event stream show it. Times are ISO 8601. */
export type GradeState = {
  gradeId: string;
  version: number;
  status: "queued" | "running" | "graded" | "needs_attention";
  progress: GradeProgress | null;
  /** Set while it waits for another try, and when it needs attention. */
  errorKind: string | null;
  errorMessage: string | null;
  queuedAt: string;
  finishedAt: string | null;
  /** Set while it waits for its person's limit: until when, and which limit. */
  held: { until: string; for: HeldFor } | null;
  /** Gradings before it at a model that answers one call at a time; 0 where it doesn't wait for one. */
  ahead: number;
  /** Its candidate can stop it. */
  canStop: boolean;
  /** Replies that are kept of one that its candidate stopped; null of any other. */
  kept: number | null;
};

/** The newest grading of an attempt; null before it is handed in. */
export function getGradeState(db: DbOrTx, attemptId: string): Promise<GradeState | null> {
  return findNewest(db, eq(grades.attemptId, attemptId));
}

/** The newest grading of an attempt that came to a grade; null while none has. */
export function getGradedState(db: DbOrTx, attemptId: string): Promise<GradeState | null> {
  return findNewest(db, and(eq(grades.attemptId, attemptId), eq(grades.status, "graded")));
}

function countAhead(): SQL<number> {
  const goneAfter = sql`make_interval(secs => ${GONE_AFTER_MS / 1_000}::float8)`;
  return sql`(
    select count(*)::int
    from model_turns mine join model_turns other
      on other.server = mine.server and other.turn_of = mine.turn_of
    where mine.work_id = ${grades.id} and mine.turn_of = 'grading' and mine.held_by is null
      and ${grades.status} = 'queued'
      and other.work_id <> mine.work_id and other.seen_at > now() - ${goneAfter}
      and (other.held_by is not null
        or (other.rank, other.asked_at, other.work_id) < (mine.rank, mine.asked_at, mine.work_id)))`;
}

async function findNewest(db: DbOrTx, where: SQL | undefined): Promise<GradeState | null> {
  const [row] = await db
    .select({
      gradeId: grades.id,
      version: grades.version,
      status: grades.status,
      progress: grades.progress,
      errorKind: grades.errorKind,
      errorMessage: grades.errorMessage,
      queuedAt: grades.queuedAt,
      finishedAt: grades.finishedAt,
      heldUntil: grades.heldUntil,
      heldFor: grades.heldFor,
      ahead: countAhead(),
      canStop: mayStop(),
      kept: countKept(sql`${grades.errorKind} = ${STOPPED}`),
    })
    .from(grades)
    .where(where)
    .orderBy(desc(grades.version))
    .limit(1);
  if (!row) return null;
  const { heldUntil, heldFor, ...state } = row;
  return {
    ...state,
    held: heldUntil && heldFor && { until: heldUntil.toISOString(), for: heldFor },
    queuedAt: row.queuedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
