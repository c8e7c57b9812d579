import type { Rate } from "#domain/accounts/person-limits";
import { eq } from "drizzle-orm";
import { startDrill } from "#server/attempts/start-drill";
import type { Db } from "#server/db/client";
import { attempts } from "#server/db/tables/attempts";
import { rubricVersions } from "#server/db/tables/content";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { SECTION_IDS } from "#domain/problems/scale";
import type { SectionId } from "#domain/problems/scale";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";
import type { Verdict } from "#domain/grading/verdicts";
import { createRecordingQueue, handIn, saveWork, submit, NO_LIMITS } from "../../support/attempts";
import { RAG } from "../../support/content";
import { ANSWERS } from "../../support/grading-fixture";
import { gradeWith } from "../reviews/review-world";

/** What somebody writes in a drill. */
export const WORDS = "We say in one sentence how it is done, for this design, and with its figure.";

export type ReadReport = { attemptId: string; gradeId: string; rubric: Rubric };

/** An interview of this person on the RAG problem, graded alike throughout, its report opened. */
export async function readReport(
  db: Db,
  userId: string,
  verdict: Verdict = "not_met",
): Promise<ReadReport> {
  const graded = await gradeReport(db, userId, verdict);
  await recordOwnSight(db, { attemptId: graded.attemptId, userId });
  return graded;
}

/** The same, and nobody has looked at the report yet. */
export async function gradeReport(
  db: Db,
  userId: string,
  verdict: Verdict = "not_met",
): Promise<ReadReport> {
  const work = { answers: ANSWERS };
  const { attemptId, gradeId } = await handIn(db, createRecordingQueue(), userId, work);
  await gradeWith(db, gradeId, verdict);
  const [row] = await db
    .select({ rubric: rubricVersions.body })
    .from(attempts)
    .innerJoin(rubricVersions, eq(rubricVersions.id, attempts.rubricVersionId))
    .where(eq(attempts.id, attemptId));
  if (!row) throw new Error("the rubric is gone");
  return { attemptId, gradeId, rubric: row.rubric };
}

/** An open drill of one criterion, out of a report that was read. */
export async function openDrill(
  db: Db,
  userId: string,
): Promise<{ attemptId: string; criterion: Criterion; base: ReadReport }> {
  const base = await readReport(db, userId);
  const [criterion] = pickTogether(base.rubric, 1);
  if (!criterion) throw new Error("the rubric is empty");
  const { attemptId } = await startDrill(db, {
    problem: RAG,
    criteria: [criterion.id],
    from: base.attemptId,
    userId,
    limits: NO_LIMITS,
  });
  return { attemptId, criterion, base };
}

/** The same, with honest words in it and handed in. */
export async function handInDrill(db: Db, userId: string, gradings?: Rate) {
  const drill = await openDrill(db, userId);
  const who = { attemptId: drill.attemptId, userId };
  await saveWork(db, who, { answers: { [drill.criterion.section]: WORDS } });
  const { gradeId } = await submit(db, createRecordingQueue(), who, gradings);
  return { ...drill, gradeId };
}

/** Criteria of the first section that has `count` of them. */
export function pickTogether({ criteria }: Rubric, count: number): Criterion[] {
  for (const section of SECTION_IDS) {
    const own = criteria.filter((criterion) => criterion.section === section);
    if (own.length >= count) return own.slice(0, count);
  }
  throw new Error(`no section has ${count} criteria`);
}

/** The first criterion of a section. */
export function pickOf({ criteria }: Rubric, section: SectionId): Criterion {
  const found = criteria.find((criterion) => criterion.section === section);
  if (!found) throw new Error(`${section} has no criterion`);
  return found;
}
