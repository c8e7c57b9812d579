import { and, asc, desc, eq, inArray, isNotNull, isNull, or, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { attempts } from "../db/tables/attempts";
import { problems, problemVersions, rubricVersions, versionTitle } from "../db/tables/content";
import { criterionVerdicts, grades } from "../db/tables/grades";
import { overrides, ratingMarks, ratings, reviews } from "../db/tables/reviews";
import type { Verdict } from "#domain/grading/verdicts";
import { LENSES, LEVELS } from "#domain/problems/scale";
import type { Lens, Level } from "#domain/problems/scale";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { measureBoard } from "./agreement/measure-board";
import type { AgreementBoard } from "./agreement/measure-board";
import { newestGradeOf } from "./agreement/newest-grade";
import { rubricOfGrade } from "./agreement/attempt-rubric";
import type { AgreementFilter } from "#domain/reviews/agreement.schema";
import { measureKappa } from "./agreement/figures";
import type { Figure } from "./agreement/figures";
import { pairVerdicts } from "./agreement/pairs";
import type { RatedAttempt } from "./agreement/rated-attempt";
import { toRatingVoice, toSignOffVoice } from "./agreement/voices";

/** What can be filtered by, as far as anything rated has it. */
export type AgreementChoices = {
  problems: { slug: string; title: string }[];
  lenses: Lens[];
  levels: Level[];
  models: string[];
  /** Of the chosen problem. */
  rubrics: number[];
};

export type Agreement = {
  board: AgreementBoard;
  choices: AgreementChoices;
  /** Attempts that fit the filter; the board is of the newest `MAX_ATTEMPTS` of them. */
  fitting: number;
};

/** More would make the page slow, and say little more. */
const MAX_ATTEMPTS = 500;

/**
 * How far the judge and people agree, over the attempts that fit. The judge's verdicts are those of
 * an attempt's newest grade. A person's come from finished blind ratings; with `source: "all"`, where
 * there is none, from the signature under that grade. An override without a signature is not counted:
 * of such an attempt only the disagreements are known.
 */
export async function getAgreement(db: Db, filter: AgreementFilter): Promise<Agreement> {
  const heads = await listHeads(db);
  const counting = heads.filter(
    ({ isRated, isEstimate }) =>
      (isRated || filter.source === "all") && isEstimate === (filter.judged === "estimates"),
  );
  const fitting = counting.filter((head) => fits(head, filter));
  return {
    board: measureBoard(await readAttempts(db, fitting.slice(0, MAX_ATTEMPTS))),
    choices: listChoices(counting, filter),
    fitting: fitting.length,
  };
}

/** Fewer than on the board: everybody may open the page that shows it. */
const MAX_ATTEMPTS_BY_JUDGE = 200;

/**
 * Kappa of each judge that reads with people's finished blind ratings, over the newest attempts that
 * were rated; the best known judge first.
 */
export async function getAgreementByJudge(db: Db): Promise<{ model: string; kappa: Figure }[]> {
  const rated = (await listHeads(db)).filter(({ isRated, isEstimate }) => isRated && !isEstimate);
  const attempts = await readAttempts(db, rated.slice(0, MAX_ATTEMPTS_BY_JUDGE));
  const models = [...new Set(attempts.map(({ model }) => model))];
  return models
    .map((model) => {
      const own = attempts.filter((attempt) => attempt.model === model);
      return { model, kappa: measureKappa(pairVerdicts(own)) };
    })
    .sort((a, b) => b.kappa.attempts - a.kappa.attempts);
}

type Head = Awaited<ReturnType<typeof listHeads>>[number];

/** Attempts that somebody has rated, or whose newest grade is signed, newest grade first. */
async function listHeads(db: Db) {
  const isRated = sql<boolean>`exists (select from ratings
    where attempt_id = ${attempts.id} and finished_at is not null)`;
  return db
    .select({
      attemptId: attempts.id,
      level: attempts.level,
      lens: attempts.lens,
      slug: problems.slug,
      title: versionTitle,
      gradeId: grades.id,
      total: sql<number>`${grades.total}`,
      isEstimate: grades.isEstimate,
      judgedAt: sql<Date>`${grades.finishedAt}`.mapWith(grades.finishedAt),
      model: sql<string>`${grades.summary} #>> '{judge,requestedModel}'`,
      rubricVersionId: grades.rubricVersionId,
      rubricVersion: rubricVersions.version,
      isRated,
    })
    .from(attempts)
    .innerJoin(problems, eq(problems.id, attempts.problemId))
    .innerJoin(problemVersions, eq(problemVersions.id, attempts.problemVersionId))
    .innerJoin(grades, eq(grades.id, newestGradeOf(attempts.id)))
    .innerJoin(rubricVersions, eq(rubricVersions.id, grades.rubricVersionId))
    .leftJoin(reviews, eq(reviews.attemptId, attempts.id))
    .where(or(isRated, eq(reviews.signedGradeId, grades.id)))
    .orderBy(desc(grades.finishedAt), asc(attempts.id));
}

function fits(head: Head, filter: AgreementFilter): boolean {
  const { problem, lens, level, model, rubric } = filter;
  if (problem !== "" && head.slug !== problem) return false;
  if (problem !== "" && rubric !== "" && head.rubricVersion !== rubric) return false;
  return (
    (lens === "" || head.lens === lens) &&
    (level === "" || head.level === level) &&
    (model === "" || head.model === model)
  );
}

function listChoices(heads: readonly Head[], { problem }: AgreementFilter): AgreementChoices {
  const titles = new Map(heads.map(({ slug, title }) => [slug, title]));
  const versions = heads.filter(({ slug }) => slug === problem).map((head) => head.rubricVersion);
  return {
    problems: [...titles]
      .map(([slug, title]) => ({ slug, title }))
      .sort((a, b) => (a.title < b.title ? -1 : 1)),
    lenses: LENSES.filter((lens) => heads.some((head) => head.lens === lens)),
    levels: LEVELS.filter((level) => heads.some((head) => head.level === level)),
    models: [...new Set(heads.map(({ model }) => model))].sort(),
    rubrics: [...new Set(versions)].sort((a, b) => a - b),
  };
}

async function readAttempts(db: Db, heads: readonly Head[]): Promise<RatedAttempt[]> {
  if (heads.length === 0) return [];
  const attemptIds = heads.map(({ attemptId }) => attemptId);
  const [judged, marks, overridden, rubrics] = await Promise.all([
    readJudged(
      db,
      heads.map(({ gradeId }) => gradeId),
    ),
    readRatings(db, attemptIds),
    readOverridden(db, attemptIds),
    readRubrics(db, [...new Set(heads.map(({ rubricVersionId }) => rubricVersionId))]),
  ]);
  return heads.map((head) => {
    const { lens } = head;
    const body = rubrics.get(head.rubricVersionId);
    if (!body) throw new Error(`rubric version ${head.rubricVersionId} is gone`);
    const said = judged.get(head.gradeId) ?? new Map<string, Verdict>();
    const rubric = rubricOfGrade(body, said);
    const rated = marks.get(head.attemptId) ?? [];
    const voices = head.isRated
      ? rated.map((own) => toRatingVoice(own, rubric, lens))
      : [toSignOffVoice(said, overridden.get(head.attemptId) ?? new Map(), rubric, lens)];
    return { ...head, rubric, judged: said, judgeTotal: head.total, voices };
  });
}

type Verdicts = Map<string, Verdict>;

/** As one JSON object a grade: a row for every verdict would be thirty times as many. */
const AS_OBJECT = (id: unknown, verdict: unknown) =>
  sql<Record<string, Verdict>>`jsonb_object_agg(${id}, ${verdict})`;

function toVerdicts(object: Record<string, Verdict>): Verdicts {
  return new Map(Object.entries(object));
}

async function readJudged(db: Db, gradeIds: string[]): Promise<Map<string, Verdicts>> {
  const rows = await db
    .select({
      gradeId: criterionVerdicts.gradeId,
      verdicts: AS_OBJECT(criterionVerdicts.criterionId, criterionVerdicts.verdict),
    })
    .from(criterionVerdicts)
    .where(inArray(criterionVerdicts.gradeId, gradeIds))
    .groupBy(criterionVerdicts.gradeId);
  return new Map(rows.map(({ gradeId, verdicts }) => [gradeId, toVerdicts(verdicts)]));
}

async function readRatings(db: Db, attemptIds: string[]): Promise<Map<string, Verdicts[]>> {
  const rows = await db
    .select({
      attemptId: ratings.attemptId,
      verdicts: AS_OBJECT(ratingMarks.criterionId, ratingMarks.verdict),
    })
    .from(ratings)
    .innerJoin(ratingMarks, eq(ratingMarks.ratingId, ratings.id))
    .where(and(inArray(ratings.attemptId, attemptIds), isNotNull(ratings.finishedAt)))
    .groupBy(ratings.id)
    .orderBy(asc(ratings.startedAt), asc(ratings.id));
  const byAttempt = new Map<string, Verdicts[]>();
  for (const { attemptId, verdicts } of rows) {
    byAttempt.set(attemptId, [...(byAttempt.get(attemptId) ?? []), toVerdicts(verdicts)]);
  }
  return byAttempt;
}

async function readOverridden(db: Db, attemptIds: string[]): Promise<Map<string, Verdicts>> {
  const rows = await db
    .select({
      attemptId: overrides.attemptId,
      verdicts: AS_OBJECT(overrides.criterionId, overrides.verdict),
    })
    .from(overrides)
    .where(and(inArray(overrides.attemptId, attemptIds), isNull(overrides.withdrawnAt)))
    .groupBy(overrides.attemptId);
  return new Map(rows.map(({ attemptId, verdicts }) => [attemptId, toVerdicts(verdicts)]));
}

async function readRubrics(db: Db, ids: string[]): Promise<Map<string, Rubric>> {
  const rows = await db
    .select({ id: rubricVersions.id, body: rubricVersions.body })
    .from(rubricVersions)
    .where(inArray(rubricVersions.id, ids));
  return new Map(rows.map(({ id, body }) => [id, body]));
}
