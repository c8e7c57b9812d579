import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import type { Viewer } from "../accounts/sessions";
import { getAnswers } from "../attempts/get-answers";
import { notFound, requireOwnAttempt } from "../attempts/own-attempt";
import type { OwnAttempt } from "../attempts/own-attempt";
import type { Db } from "../db/client";
import { criterionVerdicts, grades } from "../db/tables/grades";
import { overrides, reviewSights } from "../db/tables/reviews";
import { isTaster } from "#domain/attempts/taster";
import type { Verdict } from "#domain/grading/verdicts";
import type { SectionId } from "#domain/problems/scale";
import { getReport } from "./get-report";
import type { Report } from "./get-report";

/** What was said of a criterion in the attempt that a drill grew out of. */
export type EarlierVerdict = { verdict: Verdict; by: "reviewer" | "judge" | "estimate" };

export type DrillResult = {
  report: Report;
  section: SectionId;
  isTaster: boolean;
  /** What the attempt it grew out of has; null when that is gone. */
  earlier: {
    attemptId: string;
    text: string;
    /** By criterion, as far as its candidate has seen them. */
    verdicts: Record<string, EarlierVerdict>;
  } | null;
};

/**
 * A drill that was handed in, beside what it grew out of.
 * @throws AppError `not_found` for what is no drill of this person's; `conflict` while it is open
 */
export async function getDrillResult(
  db: Db,
  who: { attemptId: string; viewer: Viewer },
): Promise<DrillResult> {
  const own = { attemptId: who.attemptId, userId: who.viewer.id };
  const attempt = await requireOwnAttempt(db, own, { lock: false });
  const { focusSection, focusCriteria, basedOnId } = attempt;
  if (focusSection === null || focusCriteria === null) throw notFound(who.attemptId);
  const [report, answers, verdicts] = await Promise.all([
    getReport(db, who),
    basedOnId === null ? null : getAnswers(db, basedOnId),
    basedOnId === null ? {} : listEarlier(db, attempt, basedOnId, focusCriteria),
  ]);
  return {
    report,
    section: focusSection,
    isTaster: isTaster(attempt),
    earlier:
      basedOnId === null || answers === null
        ? null
        : { attemptId: basedOnId, text: answers[focusSection], verdicts },
  };
}

/** Of its newest grade, a reviewer's before the judge's; nothing of a grade that was never opened. */
async function listEarlier(
  db: Db,
  { userId }: OwnAttempt,
  attemptId: string,
  criteria: readonly string[],
): Promise<Record<string, EarlierVerdict>> {
  const [grade] = await db
    .select({ id: grades.id, isEstimate: grades.isEstimate })
    .from(grades)
    .innerJoin(
      reviewSights,
      and(eq(reviewSights.attemptId, grades.attemptId), eq(reviewSights.personId, userId)),
    )
    .where(and(eq(grades.attemptId, attemptId), eq(grades.status, "graded")))
    .orderBy(desc(grades.version))
    .limit(1);
  if (!grade) return {};
  const [judged, given] = await Promise.all([
    db
      .select({ id: criterionVerdicts.criterionId, verdict: criterionVerdicts.verdict })
      .from(criterionVerdicts)
      .where(
        and(
          eq(criterionVerdicts.gradeId, grade.id),
          inArray(criterionVerdicts.criterionId, [...criteria]),
        ),
      ),
    db
      .select({ id: overrides.criterionId, verdict: overrides.verdict })
      .from(overrides)
      .where(and(eq(overrides.attemptId, attemptId), isNull(overrides.withdrawnAt))),
  ]);
  const byReviewer = new Map(given.map(({ id, verdict }) => [id, verdict]));
  const by = grade.isEstimate ? ("estimate" as const) : ("judge" as const);
  return Object.fromEntries(
    judged.map(({ id, verdict }): [string, EarlierVerdict] => {
      const reviewed = byReviewer.get(id);
      return [id, reviewed === undefined ? { verdict, by } : { verdict: reviewed, by: "reviewer" }];
    }),
  );
}
