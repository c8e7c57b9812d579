import { and, count, eq, ne, sql } from "drizzle-orm";
import { getScene } from "#server/attempts/scene-store";
import { getAnswers } from "#server/attempts/get-answers";
import type { Db } from "#server/db/client";
import { attempts, revisions } from "#server/db/tables/attempts";
import { auditLog } from "#server/db/tables/audit";
import { rubricVersions } from "#server/db/tables/content";
import { criterionVerdicts, grades } from "#server/db/tables/grades";
import { GRADING_QUEUE } from "#server/jobs/queue";
import type { Grading, Trace, Work } from "../arm";

/** What is handed in, and what is kept beside it. */
export async function readOurWork(db: Db, attemptId: string): Promise<Work> {
  const [attempt] = await db.select().from(attempts).where(eq(attempts.id, attemptId));
  const kept = await db
    .select({ payload: revisions.payload })
    .from(revisions)
    .where(and(eq(revisions.attemptId, attemptId), ne(revisions.kind, "save")));
  const { elements } = await getScene(db, attemptId);
  const keptVersions = new Map<string, number>();
  for (const { payload } of kept)
    for (const { id, version } of (payload["elements"] ?? []) as { id: string; version: number }[])
      keptVersions.set(id, Math.max(version, keptVersions.get(id) ?? 0));
  return {
    isSubmitted: attempt?.status === "submitted",
    texts: Object.values(await getAnswers(db, attemptId)).join("\n"),
    versions: new Map(elements.map(({ id, version }) => [id, version])),
    keptTexts: JSON.stringify(kept),
    keptVersions,
  };
}

/** Whether it was handed in once, graded once, and every criterion judged once. */
export async function readOurGrading(db: Db, attemptId: string): Promise<Grading> {
  const rows = await db.select().from(grades).where(eq(grades.attemptId, attemptId));
  const [submits] = await db
    .select({ count: count() })
    .from(auditLog)
    .where(and(eq(auditLog.subjectId, attemptId), eq(auditLog.action, "attempt.submit")));
  const [verdicts] = await db
    .select({ count: count() })
    .from(criterionVerdicts)
    .innerJoin(grades, eq(grades.id, criterionVerdicts.gradeId))
    .where(eq(grades.attemptId, attemptId));
  const [wanted] = await db
    .select({ count: sql<number>`jsonb_array_length(${rubricVersions.body} -> 'criteria')` })
    .from(attempts)
    .innerJoin(rubricVersions, eq(rubricVersions.id, attempts.rubricVersionId))
    .where(eq(attempts.id, attemptId));
  const graded = rows.filter(({ status }) => status === "graded").length;
  const extra = (found: number, most: number) => Math.max(0, found - most);
  const isStuck = graded === 0 || (verdicts?.count ?? 0) < (wanted?.count ?? 0);
  return {
    doubled:
      extra(rows.length, 1) +
      extra(submits?.count ?? 0, 1) +
      extra(verdicts?.count ?? 0, graded * (wanted?.count ?? 0)),
    isStuck,
    state: rows.map(({ status, errorKind }) => `${status} ${errorKind ?? ""}`).join(", ") || "open",
    traces: isStuck ? await Promise.all(rows.map((row) => traceGrading(db, row))) : [],
  };
}

/** The grading's row with its lease, its job on the queue, and what its database connections wait for. */
async function traceGrading(db: Db, grade: typeof grades.$inferSelect): Promise<Trace> {
  const job = await db.execute(
    sql`select * from bullmq.job where id = ${`grade-${grade.id}`} and queue = ${GRADING_QUEUE}`,
  );
  const connections = await db.execute(
    sql`select state, wait_event, now() - state_change as since, left(query, 120) as query
      from pg_stat_activity where datname = current_database() and state <> 'idle'`,
  );
  return {
    id: grade.id,
    text: JSON.stringify({ grade, job: [...job], connections: [...connections] }),
  };
}
