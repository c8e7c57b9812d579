import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { grades } from "../db/tables/grades";
import { getAnswers } from "../attempts/submit-attempt";
import { getScene } from "../attempts/scene-store";
import type { Answers } from "../attempts/answer.schema";
import type { Scene } from "../diagram/scene.schema";
import type { Mode } from "../grading/verdicts";
import type { Lens, Level } from "../problems/scale";
import type { GradingContent, LoadContent } from "./grading-content";

/** A grading in the hands of one worker. Every write names the lease; an older one writes nothing. */
export type Lease = { gradeId: string; leaseEpoch: number };

export type GradingTask = GradingContent & {
  lease: Lease;
  attemptId: string;
  mode: Mode;
  level: Level;
  lens: Lens;
  failures: number;
  queuedAt: Date;
  answers: Answers;
  scene: Scene;
};

/**
 * Takes a grading up: raises its lease epoch, so that whoever held it before can write no more, and
 * reads all that grading needs, at the same time: what was handed in no longer changes. Null when
 * there is nothing left to do (graded, or given up).
 */
export async function takeGrading(
  db: Db,
  gradeId: string,
  loadContent: LoadContent,
): Promise<GradingTask | null> {
  const [found] = await db
    .select({ attemptId: grades.attemptId, attempt: attempts })
    .from(grades)
    .innerJoin(attempts, eq(attempts.id, grades.attemptId))
    .where(eq(grades.id, gradeId));
  if (!found) return null;
  const { attemptId, attempt } = found;
  const [[grade], answers, scene] = await Promise.all([
    db
      .update(grades)
      .set({
        status: "running",
        leaseEpoch: sql`${grades.leaseEpoch} + 1`,
        startedAt: sql`coalesce(${grades.startedAt}, now())`,
        progress: null,
      })
      .where(and(eq(grades.id, gradeId), inArray(grades.status, ["queued", "running"])))
      .returning(),
    getAnswers(db, attemptId),
    getScene(db, attemptId),
  ]);
  if (!grade) return null;
  return {
    lease: { gradeId, leaseEpoch: grade.leaseEpoch },
    attemptId,
    mode: grade.mode,
    level: attempt.level,
    lens: attempt.lens,
    failures: grade.failures,
    queuedAt: grade.queuedAt,
    ...(await loadContent(attempt.problemVersionId, grade.rubricVersionId)),
    answers,
    scene,
  };
}
