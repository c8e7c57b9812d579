import { saveGrade } from "#server/grades/save-grade";
import { askedRubric } from "#server/grading/grade-input";
import { rescore } from "#server/grading/rescore";
import { submitAttempt } from "#server/attempts/submit-attempt";
import { weightOf } from "#domain/rubrics/rubric.schema";
import type { Db } from "#server/db/client";
import type { Debrief } from "#domain/grading/debrief.schema";
import type { Lowered } from "#domain/grading/grade.schema";
import type { Evidence } from "#domain/grading/evidence.schema";
import type { Verdict } from "#domain/grading/verdicts";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { isAppError } from "#server/errors";
import { createRecordingQueue, NO_LIMITS, openAttempt, saveWork } from "../../support/attempts";
import { box } from "../../support/elements";
import { takeWithoutLimit } from "../../support/take-without-limit";

export const SCENARIO = "The desk takes 40 questions a second at noon. Answers must come in 2 s.";
export const BOX_ID = "cache-box";

/** An attempt of this person with a text and a box, handed in and not graded yet. */
export async function handInWork(
  db: Db,
  userId: string,
): Promise<{ attemptId: string; gradeId: string }> {
  const attemptId = await openAttempt(db, userId);
  await saveWork(
    db,
    { attemptId, userId },
    { answers: { scenario: SCENARIO }, elements: [box(BOX_ID)] },
  );
  const { gradeId } = await submitAttempt(
    db,
    createRecordingQueue(),
    {
      attemptId,
      userId,
      submitKey: "key-for-a-test",
      mode: "standard",
      gradings: NO_LIMITS.gradings,
    },
    (error) => {
      throw error;
    },
  );
  return { attemptId, gradeId };
}

/** Grades as a judge would that says `verdict` of everything but what is named. */
export async function gradeWith(
  db: Db,
  gradeId: string,
  verdict: Verdict,
  named: Record<
    string,
    {
      verdict?: Verdict;
      needsPerson?: boolean;
      confidence?: number;
      evidence?: Evidence[];
      lowered?: Lowered;
    }
  > = {},
  promptVersion: string | null = null,
  debrief?: Debrief | ((rubric: Rubric) => Debrief),
  heldBy?: string[],
): Promise<Rubric> {
  const task = await takeWithoutLimit(db, gradeId);
  if (!task) throw new Error(`grading ${gradeId} can't be taken`);
  const { lens, level, mode, rubricHash } = task;
  const rubric = askedRubric(task);
  const criteria = rubric.criteria.map((criterion) => ({
    id: criterion.id,
    section: criterion.section,
    verdict: named[criterion.id]?.verdict ?? verdict,
    evidence: named[criterion.id]?.evidence ?? [],
    reasoning: `About ${criterion.id}.`,
    advice: criterion.advice,
    confidence: named[criterion.id]?.confidence ?? 0.9,
    needsPerson: named[criterion.id]?.needsPerson ?? false,
    decidedBy: "judge" as const,
    weight: weightOf(criterion, lens),
    excluded: null,
    notes: [],
    lowered: named[criterion.id]?.lowered,
  }));
  const confidence = Math.min(...criteria.map((criterion) => criterion.confidence));
  const isSaved = await saveGrade(db, task.lease, {
    judge: { kind: "openai", requestedModel: "judge", returnedModel: null, isEstimate: false },
    mode,
    level,
    lens,
    rubricHash,
    criteria,
    confidence,
    promptHash: "0".repeat(64),
    ...rescore(criteria, new Map(), rubric, lens),
    misconceptions: [],
    flags: [],
    setAside: [],
    promptVersion,
    ...(debrief && { debrief: typeof debrief === "function" ? debrief(rubric) : debrief }),
    ...(heldBy && { heldBy }),
    needsPerson: criteria.some((criterion) => criterion.needsPerson),
    usage: null,
    costUsd: null,
    durationMs: 10,
    calls: [],
  });
  if (!isSaved) throw new Error(`grade ${gradeId} was not saved`);
  return rubric;
}

/** How a promise was refused: the error's code, or "done". */
export async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "done";
  } catch (error) {
    if (isAppError(error)) return error.code;
    throw error;
  }
}

/** The words of a refusal. */
export async function wordsOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "";
  } catch (error) {
    if (isAppError(error)) return error.userMessage;
    throw error;
  }
}
