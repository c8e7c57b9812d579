import { asc, count, desc, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { attempts } from "../db/tables/attempts";
import { problems } from "../db/tables/content";
import { grades } from "../db/tables/grades";
import type { Mode } from "#domain/grading/verdicts";
import type { JobQueue, QueueCounts } from "../jobs/queue";
import { getWorkers } from "./get-workers";
import type { Workers } from "./get-workers";
import { isLeftFailed } from "./newest-grading";
import { UNKNOWN_KIND } from "#domain/grading/retry.schema";

/** A grading that is neither graded nor replaced. Times are ISO 8601. */
export type QueuedGrading = {
  gradeId: string;
  attemptId: string;
  slug: string;
  /** Of a drill: nobody but its candidate opens one. */
  isDrill: boolean;
  candidate: string;
  mode: Mode;
  status: "queued" | "running" | "needs_attention";
  /** Tries that failed since it was asked for. */
  failures: number;
  /** How often a worker has taken it up. */
  leaseEpoch: number;
  errorKind: string | null;
  errorMessage: string | null;
  queuedAt: string;
  startedAt: string | null;
  /** Its person's limit holds it until then; null when nothing does. */
  heldUntil: string | null;
};

export type GradingQueueState = {
  /** Null when the queue can't be reached: the rows below are still true. */
  counts: QueueCounts | null;
  workers: Workers;
  /** Oldest first; `openCount` counts those that are not listed too. */
  open: QueuedGrading[];
  openCount: number;
  /** Newest first, by why they ended. */
  attention: { errorKind: string; count: number; gradings: QueuedGrading[] }[];
  /** By the server's clock, for ages. */
  now: string;
};

const MAX_OPEN = 100;
const MAX_ATTENTION = 60;

/** What an admin sees of the queue: what is under way, and what needs a person. */
export async function getQueue(
  db: Db,
  jobs: JobQueue,
  onQueueError: (error: unknown) => void,
): Promise<GradingQueueState> {
  const [counts, workers, open, openCount, attention, kinds] = await Promise.all([
    readCounts(jobs, onQueueError),
    getWorkers(db),
    listGradings(db).where(isOpen()).orderBy(asc(grades.queuedAt)).limit(MAX_OPEN),
    countOpen(db),
    listGradings(db)
      .where(isLeftFailed())
      .orderBy(sql`${grades.queuedAt} desc nulls last`)
      .limit(MAX_ATTENTION),
    countKinds(db),
  ]);
  const gradings = attention.map(toGrading);
  return {
    counts,
    workers,
    open: open.map(toGrading),
    openCount,
    attention: kinds.map(({ errorKind, count }) => ({
      errorKind,
      count,
      gradings: gradings.filter((grading) => (grading.errorKind ?? UNKNOWN_KIND) === errorKind),
    })),
    now: new Date().toISOString(),
  };
}

function isOpen() {
  return inArray(grades.status, ["queued", "running"]);
}

async function readCounts(
  jobs: JobQueue,
  onQueueError: (error: unknown) => void,
): Promise<QueueCounts | null> {
  try {
    return await jobs.getCounts();
  } catch (error) {
    onQueueError(error);
    return null;
  }
}

async function countOpen(db: Db): Promise<number> {
  const [row] = await db.select({ open: count() }).from(grades).where(isOpen());
  return row?.open ?? 0;
}

function countKinds(db: Db): Promise<{ errorKind: string; count: number }[]> {
  const errorKind = sql<string>`coalesce(${grades.errorKind}, ${sql.raw(`'${UNKNOWN_KIND}'`)})`;
  return db
    .select({ errorKind, count: count() })
    .from(grades)
    .where(isLeftFailed())
    .groupBy(errorKind)
    .orderBy(desc(count()), asc(errorKind));
}

function listGradings(db: Db) {
  return db
    .select({
      gradeId: grades.id,
      attemptId: grades.attemptId,
      slug: problems.slug,
      isDrill: sql<boolean>`${attempts.kind} = 'drill'`,
      candidate: users.name,
      mode: grades.mode,
      status: sql<QueuedGrading["status"]>`${grades.status}`,
      failures: grades.failures,
      leaseEpoch: grades.leaseEpoch,
      errorKind: grades.errorKind,
      errorMessage: grades.errorMessage,
      queuedAt: grades.queuedAt,
      startedAt: grades.startedAt,
      heldUntil: grades.heldUntil,
    })
    .from(grades)
    .innerJoin(attempts, eq(attempts.id, grades.attemptId))
    .innerJoin(problems, eq(problems.id, attempts.problemId))
    .innerJoin(users, eq(users.id, attempts.userId))
    .$dynamic();
}

type Row = Awaited<ReturnType<typeof listGradings>>[number];

function toGrading({ queuedAt, startedAt, heldUntil, ...row }: Row): QueuedGrading {
  return {
    ...row,
    queuedAt: queuedAt.toISOString(),
    startedAt: startedAt?.toISOString() ?? null,
    heldUntil: heldUntil?.toISOString() ?? null,
  };
}
