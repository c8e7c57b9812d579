import { eq, sql } from "drizzle-orm";
import type { Viewer } from "../accounts/sessions";
import type { Answers } from "#domain/attempts/answer.schema";
import { getAids } from "../attempts/get-aids";
import type { Aids } from "../attempts/get-aids";
import { getGivenBrief } from "../attempts/get-given-brief";
import type { GivenBrief } from "../attempts/get-given-brief";
import { getSpokenAnswers } from "../attempts/get-spoken-answers";
import { requireSubmittedAttempt } from "../attempts/visible-attempt";
import type { OwnAttempt } from "../attempts/own-attempt";
import { hasRole } from "#domain/accounts/roles";
import type { Db } from "../db/client";
import { problems, problemVersions, rubricVersions } from "../db/tables/content";
import { attempts } from "../db/tables/attempts";
import { criterionVerdicts, grades } from "../db/tables/grades";
import { ratingMarks } from "../db/tables/reviews";
import { AppError } from "../errors";
import { scoreBy } from "../grading/score-by";
import { withHolds } from "#domain/grading/holds";
import { toResult } from "#domain/grading/result";
import type { Result } from "#domain/grading/result";
import type { Verdict } from "#domain/grading/verdicts";
import type { Lens, Level, SectionId } from "#domain/problems/scale";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { requireAttemptRubric } from "./agreement/attempt-rubric";
import { requireBlind } from "./agreement/blind";
import { newestGradeOf } from "./agreement/newest-grade";
import { findRating } from "./agreement/own-rating";
import { listHolds } from "../grades/list-holds";

/** A criterion as a rater reads it: what it asks for, and its anchors. No weight, no judge. */
export type RatedCriterion = {
  id: string;
  section: SectionId;
  text: string;
  pass: string;
  fail: string;
  /** Null: half of it is no verdict. */
  partial: string | null;
};

/** What the judge said, for who has finished. Points of 100. */
export type JudgeBeside = {
  gradeId: string;
  model: string;
  isEstimate: boolean;
  result: Result;
  /** The rater's, by the same sums; null should a mark be missing. */
  personTotal: number | null;
  verdicts: Record<string, { verdict: Verdict; reasoning: string }>;
};

/** A person's blind rating of an attempt. Times are ISO 8601. */
export type Rating = {
  attempt: { id: string; level: Level; lens: Lens; submittedAt: string };
  problem: { slug: string; title: string };
  rubricVersion: number;
  criteria: RatedCriterion[];
  given: GivenBrief;
  answers: Answers;
  /** What was asked, used and changed midway: of the work, not of its grade. */
  aids: Aids;
  startedAt: string | null;
  finishedAt: string | null;
  marks: Record<string, Verdict>;
  /** Null until the rating is finished. */
  judge: JudgeBeside | null;
};

/**
 * The page of a rating. Nothing of the grade is read before the rating is finished, so nothing of it
 * can be sent.
 * @throws AppError `forbidden` for who is no reviewer and on one's own attempt; `not_found`;
 *   `conflict` before there is a grade, and for who has seen the judge's marks without finishing first
 */
export async function getRating(
  db: Db,
  who: { attemptId: string; viewer: Viewer },
): Promise<Rating> {
  if (!hasRole(who.viewer.role, "reviewer")) {
    throw new AppError("forbidden", {
      message: `${who.viewer.id} is no reviewer`,
      userMessage: "Only reviewers can do this.",
    });
  }
  const attempt = await requireSubmittedAttempt(db, who);
  const rating = await findRating(db, { attemptId: attempt.id, raterId: who.viewer.id });
  const isFinished = rating !== null && rating.finishedAt !== null;
  if (!isFinished) await requireBlind(db, attempt, who.viewer);
  const [content, rubric, answers, aids, marks] = await Promise.all([
    getContent(db, attempt),
    requireAttemptRubric(db, attempt),
    getSpokenAnswers(db, attempt.id),
    getAids(db, attempt),
    rating ? listMarks(db, rating.id) : {},
  ]);
  const { criteria } = rubric;
  return {
    attempt: {
      id: attempt.id,
      level: attempt.level,
      lens: attempt.lens,
      submittedAt: attempt.submittedAt.toISOString(),
    },
    problem: content.problem,
    rubricVersion: content.rubricVersion,
    criteria: criteria.map(({ id, section, text, pass, fail, partial }) => ({
      id,
      section,
      text,
      pass,
      fail,
      partial: partial ?? null,
    })),
    given: content.given,
    answers,
    aids,
    startedAt: rating?.startedAt.toISOString() ?? null,
    finishedAt: rating?.finishedAt?.toISOString() ?? null,
    marks,
    judge: isFinished ? await getJudge(db, attempt, rubric, marks) : null,
  };
}

async function getContent(db: Db, attempt: OwnAttempt) {
  const [row] = await db
    .select({
      slug: problems.slug,
      body: problemVersions.body,
      rubricVersion: rubricVersions.version,
    })
    .from(problemVersions)
    .innerJoin(problems, eq(problems.id, problemVersions.problemId))
    .innerJoin(rubricVersions, eq(rubricVersions.id, attempt.rubricVersionId))
    .where(eq(problemVersions.id, attempt.problemVersionId));
  if (!row) throw new Error(`the content of attempt ${attempt.id} is gone`);
  const { slug, body, rubricVersion } = row;
  return {
    problem: { slug, title: body.head.title },
    given: getGivenBrief(attempt, body),
    rubricVersion,
  };
}

async function listMarks(db: Db, ratingId: string): Promise<Record<string, Verdict>> {
  const rows = await db
    .select({ criterionId: ratingMarks.criterionId, verdict: ratingMarks.verdict })
    .from(ratingMarks)
    .where(eq(ratingMarks.ratingId, ratingId));
  return Object.fromEntries(rows.map(({ criterionId, verdict }) => [criterionId, verdict]));
}

async function getJudge(
  db: Db,
  { id, lens }: OwnAttempt,
  rubric: Rubric,
  marks: Record<string, Verdict>,
): Promise<JudgeBeside> {
  const [grade] = await db
    .select({
      id: grades.id,
      total: grades.total,
      isEstimate: grades.isEstimate,
      isUnreadable: grades.isUnreadable,
      summary: grades.summary,
    })
    .from(attempts)
    .innerJoin(grades, eq(grades.id, newestGradeOf(attempts.id)))
    .where(eq(attempts.id, id));
  const result = grade && toResult(grade);
  if (!grade?.summary || !result) throw new Error(`the grade of ${id} is gone`);
  const rows = await db
    .select({
      criterionId: criterionVerdicts.criterionId,
      verdict: criterionVerdicts.verdict,
      reasoning: sql<string>`${criterionVerdicts.detail} ->> 'reasoning'`,
    })
    .from(criterionVerdicts)
    .where(eq(criterionVerdicts.gradeId, grade.id));
  const held = await listHolds(db, [grade.id]);
  const { judge } = grade.summary;
  const isWhole = rubric.criteria.every((criterion) => marks[criterion.id] !== undefined);
  return {
    gradeId: grade.id,
    model: judge.returnedModel ?? judge.requestedModel,
    isEstimate: judge.isEstimate,
    result: withHolds(result, held.get(grade.id)),
    personTotal: isWhole ? scoreBy(rubric, new Map(Object.entries(marks)), lens).total : null,
    verdicts: Object.fromEntries(
      rows.map(({ criterionId, ...said }) => [criterionId, said] as const),
    ),
  };
}
