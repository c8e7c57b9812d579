import { eq, sql } from "drizzle-orm";
import { startDrill } from "#server/attempts/start-drill";
import type { Db } from "#server/db/client";
import { attempts } from "#server/db/tables/attempts";
import { cardRefreshes } from "#server/db/tables/practice";
import { saveGrade } from "#server/grades/save-grade";
import { rescore } from "#server/grading/rescore";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import type { Verdict } from "#domain/grading/verdicts";
import { weightOf } from "#domain/rubrics/rubric.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { createRecordingQueue, submit, NO_LIMITS } from "../../support/attempts";
import { RAG } from "../../support/content";
import { takeWithoutLimit } from "../../support/take-without-limit";
import { handInWork } from "../reviews/review-world";

type Judged = {
  /** Of every criterion that is not named. */
  verdict: Verdict;
  named?: Record<string, Verdict>;
  isEstimate?: boolean;
  decidedBy?: "judge" | "gate";
  /** Those that are asked; all unless said. */
  only?: readonly string[];
};

type Say = Judged | ((rubric: Rubric) => Judged);

/** Ids of what a senior is asked; the shipped rubric says which. */
export function listAsked({ criteria }: Rubric): string[] {
  return criteria.filter(({ level }) => level !== "staff").map(({ id }) => id);
}

/** All met but the first so many that a senior is asked. */
export function miss(count: number, verdict: Verdict = "not_met"): (rubric: Rubric) => Judged {
  return (rubric) => {
    const missed = listAsked(rubric).slice(0, count);
    return { verdict: "met", named: Object.fromEntries(missed.map((id) => [id, verdict])) };
  };
}

/** Grades as a judge would that says this. */
export async function judge(db: Db, gradeId: string, say: Say): Promise<Rubric> {
  const task = await takeWithoutLimit(db, gradeId);
  if (!task) throw new Error(`grading ${gradeId} can't be taken`);
  const { rubric, lens, level, mode, rubricHash } = task;
  const said = typeof say === "function" ? say(rubric) : say;
  const criteria = rubric.criteria
    .filter(({ id }) => said.only?.includes(id) ?? true)
    .map((criterion) => ({
      id: criterion.id,
      section: criterion.section,
      verdict: said.named?.[criterion.id] ?? said.verdict,
      evidence: [],
      reasoning: "",
      advice: criterion.advice,
      confidence: 0.9,
      needsPerson: false,
      decidedBy: said.decidedBy ?? ("judge" as const),
      weight: weightOf(criterion, lens),
      excluded: null,
      notes: [],
    }));
  const isEstimate = said.isEstimate ?? false;
  const isSaved = await saveGrade(db, task.lease, {
    judge: { kind: "test", requestedModel: "judge", returnedModel: null, isEstimate },
    mode,
    level,
    lens,
    rubricHash,
    criteria,
    confidence: 0.9,
    promptHash: "0".repeat(64),
    ...rescore(criteria, new Map(), rubric, lens),
    misconceptions: [],
    flags: [],
    setAside: [],
    promptVersion: null,
    needsPerson: false,
    usage: null,
    costUsd: null,
    durationMs: 10,
    calls: [],
  });
  if (!isSaved) throw new Error(`grade ${gradeId} was not saved`);
  return rubric;
}

/** An interview at senior level, handed in, graded and opened. */
export async function interview(db: Db, userId: string, say: Say) {
  const handedIn = await handInWork(db, userId);
  const rubric = await judge(db, handedIn.gradeId, say);
  await recordOwnSight(db, { attemptId: handedIn.attemptId, userId });
  return { ...handedIn, rubric, asked: listAsked(rubric) };
}

/** A drill of these criteria out of that attempt's report, handed in and graded. */
export async function drill(
  db: Db,
  userId: string,
  from: string,
  criteria: string[],
  verdict: Verdict,
): Promise<string> {
  const order = { userId, problem: RAG, criteria, from, limits: NO_LIMITS };
  const { attemptId } = await startDrill(db, order);
  const { gradeId } = await submit(db, createRecordingQueue(), { attemptId, userId });
  await judge(db, gradeId, { verdict, only: criteria });
  return attemptId;
}

/** As if an attempt had been handed in so many days earlier. */
export async function moveBack(db: Db, attemptId: string, days: number): Promise<void> {
  const earlier = sql`make_interval(days => ${days})`;
  const [moved] = await db
    .update(attempts)
    .set({
      startedAt: sql`started_at - ${earlier}`,
      deadlineAt: sql`deadline_at - ${earlier}`,
      submittedAt: sql`submitted_at - ${earlier}`,
    })
    .where(eq(attempts.id, attemptId))
    .returning({ userId: attempts.userId, problemId: attempts.problemId });
  if (!moved) throw new Error(`no attempt ${attemptId}`);
  await db.insert(cardRefreshes).values(moved);
}
