import { and, eq, inArray, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { problemVersions, rubricVersions } from "../db/tables/content";
import { grades } from "../db/tables/grades";
import { getAnswers } from "../attempts/submit-attempt";
import { getScene } from "../attempts/scene-store";
import type { Answers } from "../attempts/answer.schema";
import type { Scene } from "../diagram/scene.schema";
import type { Mode } from "../grading/verdicts";
import type { ProblemBody } from "../problems/problem.schema";
import type { Lens, Level } from "../problems/scale";
import type { Rubric } from "../rubrics/rubric.schema";

/** A grading in the hands of one worker. Every write names the lease; an older one writes nothing. */
export type Lease = { gradeId: string; leaseEpoch: number };

export type GradingTask = {
  lease: Lease;
  attemptId: string;
  mode: Mode;
  level: Level;
  lens: Lens;
  failures: number;
  queuedAt: Date;
  problem: ProblemBody;
  rubric: Rubric;
  rubricHash: string;
  answers: Answers;
  scene: Scene;
};

/**
 * Takes a grading up: raises its lease epoch, so that whoever held it before can write no more, and
 * reads all that grading needs. Null when there is nothing left to do (graded, or given up).
 */
export async function takeGrading(db: Db, gradeId: string): Promise<GradingTask | null> {
  const [grade] = await db
    .update(grades)
    .set({
      status: "running",
      leaseEpoch: sql`${grades.leaseEpoch} + 1`,
      startedAt: sql`coalesce(${grades.startedAt}, now())`,
      progress: null,
    })
    .where(and(eq(grades.id, gradeId), inArray(grades.status, ["queued", "running"])))
    .returning();
  if (!grade) return null;
  const [[content], answers, scene] = await Promise.all([
    db
      .select({
        level: attempts.level,
        lens: attempts.lens,
        problem: problemVersions.body,
        rubric: rubricVersions.body,
        rubricHash: rubricVersions.hash,
      })
      .from(attempts)
      .innerJoin(problemVersions, eq(problemVersions.id, attempts.problemVersionId))
      .innerJoin(rubricVersions, eq(rubricVersions.id, grade.rubricVersionId))
      .where(eq(attempts.id, grade.attemptId)),
    getAnswers(db, grade.attemptId),
    getScene(db, grade.attemptId),
  ]);
  if (!content) throw new Error(`grading ${gradeId} has no attempt`);
  return {
    lease: { gradeId, leaseEpoch: grade.leaseEpoch },
    attemptId: grade.attemptId,
    mode: grade.mode,
    failures: grade.failures,
    queuedAt: grade.queuedAt,
    ...content,
    answers,
    scene,
  };
}
