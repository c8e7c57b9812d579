import { eq } from "drizzle-orm";
import type { Answers } from "#domain/attempts/answer.schema";
import { getSpokenAnswers } from "../attempts/get-spoken-answers";
import type { OwnAttempt } from "../attempts/own-attempt";
import type { Db } from "../db/client";
import { problems, problemVersions, versionTitle } from "../db/tables/content";
import type { Brief, SectionId } from "#domain/problems/scale";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";
import { findNearest } from "../text/nearest-sentences";
import type { NearSentence } from "../text/nearest-sentences";
import { requireAttemptRubric } from "./agreement/attempt-rubric";
import { hasSeenGrade } from "./get-own-marks";
import type { RatedCriterion } from "./get-rating";
import type { PersonVerdict } from "#domain/reviews/review.schema";
import {
  findFirstOpen,
  findSelfRating,
  listSelfMarks,
  orderCriteria,
  requireOwnSubmitted,
} from "./self/self-rating";
import type { Candidate, SelfMarks, SelfRating } from "./self/self-rating";

/** The one criterion that is shown, beside what the candidate wrote. */
export type OpenCriterion = {
  /** From 1, in the order of marking. */
  number: number;
  criterion: RatedCriterion;
  mark: PersonVerdict | null;
  /** By number, null where there is none: what the others ask is not told. */
  marks: (PersonVerdict | null)[];
  nearest: NearSentence[];
  /** All that was written in the criterion's section. */
  sectionText: string;
  /** A drawing can show it. */
  canBeDrawn: boolean;
};

type FinishedCriterion = { section: SectionId; text: string; mark: PersonVerdict };

/** Where the marking stands, and no more than may be seen there. Points of 100. */
export type SelfRatingStage =
  | { kind: "intro" }
  | { kind: "refused"; reason: string }
  | ({ kind: "marking" } & OpenCriterion)
  | { kind: "finished"; total: number; isBlind: boolean; criteria: FinishedCriterion[] };

export type SelfRatingPage = {
  attemptId: string;
  problem: { slug: string; title: string };
  /** What the candidate read: an assumption counts where it was no case. */
  brief: Brief;
  /** How many criteria the attempt is asked. */
  of: number;
  /** The candidate has seen the grade: their marks will say so. */
  hasSeen: boolean;
  stage: SelfRatingStage;
};

const MOST_NEAREST = 3;

/**
 * The page on which a candidate marks their own attempt. One criterion at a time leaves the server:
 * the one that is asked for, if it is marked or next, else the next.
 * @param number from 1; null for the next
 * @throws AppError `not_found`, also for a reviewer; `conflict` while the attempt is open
 */
export async function getSelfRating(
  db: Db,
  who: Candidate,
  number: number | null,
): Promise<SelfRatingPage> {
  const attempt = await requireOwnSubmitted(db, who, { lock: false });
  const [rating, rubric, problem, hasSeen] = await Promise.all([
    findSelfRating(db, attempt.id),
    requireAttemptRubric(db, attempt),
    getProblem(db, attempt),
    hasSeenGrade(db, { attemptId: attempt.id, userId: attempt.userId }),
  ]);
  return {
    attemptId: attempt.id,
    problem,
    brief: attempt.brief,
    of: rubric.criteria.length,
    hasSeen,
    stage: await readStage(db, attempt, rating, rubric, number),
  };
}

async function getProblem(db: Db, attempt: OwnAttempt) {
  const [problem] = await db
    .select({ slug: problems.slug, title: versionTitle })
    .from(problemVersions)
    .innerJoin(problems, eq(problems.id, problemVersions.problemId))
    .where(eq(problemVersions.id, attempt.problemVersionId));
  if (!problem) throw new Error(`the content of attempt ${attempt.id} is gone`);
  return problem;
}

async function readStage(
  db: Db,
  attempt: OwnAttempt,
  rating: SelfRating | null,
  rubric: Rubric,
  number: number | null,
): Promise<SelfRatingStage> {
  if (rating?.refusal) return { kind: "refused", reason: rating.refusal };
  if (!rating?.admittedAt) return { kind: "intro" };
  const marks = await listSelfMarks(db, attempt.id);
  const { finishedAt, total, isBlind } = rating;
  if (finishedAt !== null && total !== null && isBlind !== null) {
    return { kind: "finished", total, isBlind, criteria: listFinished(rubric, marks) };
  }
  return { kind: "marking", ...(await openCriterion(db, attempt, rubric, marks, number)) };
}

function listFinished(rubric: Rubric, marks: SelfMarks): FinishedCriterion[] {
  return orderCriteria(rubric).flatMap(({ id, section, text }) => {
    const mark = marks[id];
    return mark === undefined ? [] : [{ section, text, mark }];
  });
}

async function openCriterion(
  db: Db,
  attempt: OwnAttempt,
  rubric: Rubric,
  marks: SelfMarks,
  number: number | null,
): Promise<OpenCriterion> {
  const ordered = orderCriteria(rubric);
  const open = findFirstOpen(ordered, marks);
  const index = number === null ? open : Math.min(Math.max(number - 1, 0), open);
  const criterion = ordered[index];
  if (!criterion) throw new Error(`the rubric of attempt ${attempt.id} is empty`);
  const answers = await getSpokenAnswers(db, attempt.id);
  return {
    number: index + 1,
    criterion: toRated(criterion),
    mark: marks[criterion.id] ?? null,
    marks: ordered.map(({ id }) => marks[id] ?? null),
    nearest: criterion.evidence.includes("text") ? findNear(criterion, answers) : [],
    sectionText: answers[criterion.section],
    canBeDrawn: criterion.evidence.includes("diagram"),
  };
}

/** Names every field that is shown: a criterion holds more. */
function toRated({ id, section, text, pass, fail, partial }: Criterion): RatedCriterion {
  return { id, section, text, pass, fail, partial: partial ?? null };
}

function findNear(criterion: Criterion, answers: Answers): NearSentence[] {
  const { text, pass, partial, section } = criterion;
  const wanted = [text, pass, ...(partial === undefined ? [] : [partial])];
  return findNearest(wanted, answers, { home: section, most: MOST_NEAREST });
}
