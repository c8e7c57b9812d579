import { and, asc, desc, eq, isNull } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Viewer } from "../accounts/sessions";
import { requireSubmittedAttempt } from "../attempts/visible-attempt";
import type { Db } from "../db/client";
import { users } from "../db/tables/accounts";
import { rubricVersions } from "../db/tables/content";
import { criterionVerdicts, grades } from "../db/tables/grades";
import { appeals, overrides, reviewComments, reviews } from "../db/tables/reviews";
import { rescore } from "../grading/rescore";
import type { Rescored } from "../grading/rescore";
import { withoutStruck } from "#domain/grading/without-struck";
import { withHolds } from "#domain/grading/holds";
import type { Hold } from "#domain/grading/holds";
import { toResult } from "#domain/grading/result";
import type { Result } from "#domain/grading/result";
import type { Mode, Verdict } from "#domain/grading/verdicts";
import type { Lens } from "#domain/problems/scale";
import type { PointChallenge } from "#domain/reviews/point-edit.schema";
import type { Place } from "#domain/reviews/review.schema";
import { listHolds } from "../grades/list-holds";
import { listPointChallenges } from "./point-challenges";
import { listPointEdits, listStruck } from "./list-point-edits";

/** A person's verdict on a criterion; the judge's stands beside it. */
export type GivenVerdict = {
  id: string;
  criterionId: string;
  verdict: Verdict;
  reason: string;
  by: string;
  at: string;
  /** When another verdict took its place or it was taken back. */
  withdrawnAt: string | null;
};

export type ReviewComment = {
  id: string;
  /** Null: about the whole. */
  criterionId: string | null;
  text: string;
  by: string;
  at: string;
  isOwn: boolean;
};

export type Appeal = {
  id: string;
  criterionId: string;
  gradeId: string;
  note: string;
  place: Place;
  at: string;
  /** The candidate's own mark, where nobody could review. */
  ownVerdict: Verdict | null;
  /** Null while it waits. */
  settled: {
    outcome: "granted" | "declined";
    verdict: Verdict;
    words: string;
    by: string;
    at: string;
  } | null;
};

export type GradeVersion = {
  id: string;
  version: number;
  mode: Mode;
  status: "queued" | "running" | "graded" | "needs_attention";
  result: Result | null;
  queuedAt: string;
  finishedAt: string | null;
};

/** A score with people's verdicts in it, and what holds its level. */
type Stands = Rescored & {
  holds: Hold[];
  /** Strikes took back what points had lowered. */
  isRaised: boolean;
};

/** What people have done with an attempt's grade. Times are ISO 8601, points of 100. */
export type Review = {
  candidate: { id: string; name: string };
  assignee: { id: string; name: string } | null;
  /** Newest first. */
  grades: GradeVersion[];
  /** The newest grade there is; null while none is. */
  gradeId: string | null;
  /** `isCurrent`: of the newest grade, with no grading after it under way. */
  signed: { gradeId: string; by: string; at: string; isCurrent: boolean } | null;
  /** Those that stand. */
  verdicts: GivenVerdict[];
  /** Those that stood once, newest first. */
  withdrawn: GivenVerdict[];
  comments: ReviewComment[];
  /** Of every grade, oldest first. */
  appeals: Appeal[];
  /** Of the newest grade's points, oldest first. */
  pointChallenges: PointChallenge[];
  /** What the newest grade comes to with people's word in it; null while there is none. */
  stands: Stands | null;
};

/**
 * A review, for the candidate or for a reviewer.
 * @throws AppError `not_found`; `conflict` when the attempt was not handed in
 */
export async function getReview(
  db: Db,
  who: { attemptId: string; viewer: Viewer },
): Promise<Review> {
  const attempt = await requireSubmittedAttempt(db, who);
  const [head, versions, given, comments, listedAppeals] = await Promise.all([
    getHead(db, attempt.id, attempt.userId),
    listGrades(db, attempt.id),
    listGiven(db, attempt.id),
    listComments(db, attempt.id, who.viewer.id),
    listAppeals(db, attempt.id),
  ]);
  const held = await listHolds(
    db,
    versions.map(({ id }) => id),
  );
  const { signature, ...rest } = head;
  const grade = versions.find(({ status }) => status === "graded") ?? null;
  const newest = versions.find(({ status }) => status !== "needs_attention");
  const verdicts = given.filter(({ withdrawnAt }) => withdrawnAt === null);
  return {
    ...rest,
    grades: versions.map((version) => ({
      ...version,
      result: version.result && withHolds(version.result, held.get(version.id)),
    })),
    gradeId: grade?.id ?? null,
    signed: signature && { ...signature, isCurrent: signature.gradeId === newest?.id },
    verdicts,
    withdrawn: given.filter(({ withdrawnAt }) => withdrawnAt !== null),
    comments,
    appeals: listedAppeals,
    pointChallenges: grade ? await listPointChallenges(db, grade.id) : [],
    stands: grade && {
      ...(await scoreAsItStands(db, grade.id, attempt.lens, verdicts)),
      holds: held.get(grade.id)?.holds ?? [],
    },
  };
}

async function getHead(db: Db, attemptId: string, candidateId: string) {
  const assignees = alias(users, "assignees");
  const signers = alias(users, "signers");
  const [row] = await db
    .select({
      candidate: { id: users.id, name: users.name },
      assignee: { id: assignees.id, name: assignees.name },
      signedGradeId: reviews.signedGradeId,
      signedBy: signers.name,
      signedAt: reviews.signedAt,
    })
    .from(users)
    .leftJoin(reviews, eq(reviews.attemptId, attemptId))
    .leftJoin(assignees, eq(assignees.id, reviews.assigneeId))
    .leftJoin(signers, eq(signers.id, reviews.signedBy))
    .where(eq(users.id, candidateId));
  if (!row) throw new Error(`the candidate of attempt ${attemptId} is gone`);
  const { signedGradeId, signedBy, signedAt } = row;
  return {
    candidate: row.candidate,
    assignee: row.assignee,
    signature:
      signedGradeId !== null && signedBy !== null && signedAt !== null
        ? { gradeId: signedGradeId, by: signedBy, at: signedAt.toISOString() }
        : null,
  };
}

async function listGrades(db: Db, attemptId: string): Promise<GradeVersion[]> {
  const rows = await db
    .select({
      id: grades.id,
      version: grades.version,
      mode: grades.mode,
      status: grades.status,
      total: grades.total,
      isEstimate: grades.isEstimate,
      isUnreadable: grades.isUnreadable,
      queuedAt: grades.queuedAt,
      finishedAt: grades.finishedAt,
    })
    .from(grades)
    .where(eq(grades.attemptId, attemptId))
    .orderBy(desc(grades.version));
  return rows.map(({ total, isEstimate, isUnreadable, ...row }) => ({
    ...row,
    result: toResult({ total, isEstimate, isUnreadable }),
    queuedAt: row.queuedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  }));
}

async function listGiven(db: Db, attemptId: string): Promise<GivenVerdict[]> {
  const rows = await db
    .select({
      id: overrides.id,
      criterionId: overrides.criterionId,
      verdict: overrides.verdict,
      reason: overrides.reason,
      by: users.name,
      at: overrides.createdAt,
      withdrawnAt: overrides.withdrawnAt,
    })
    .from(overrides)
    .innerJoin(users, eq(users.id, overrides.reviewerId))
    .where(eq(overrides.attemptId, attemptId))
    .orderBy(desc(overrides.createdAt));
  return rows.map((row) => ({
    ...row,
    at: row.at.toISOString(),
    withdrawnAt: row.withdrawnAt?.toISOString() ?? null,
  }));
}

async function listComments(db: Db, attemptId: string, viewerId: string): Promise<ReviewComment[]> {
  const rows = await db
    .select({
      id: reviewComments.id,
      criterionId: reviewComments.criterionId,
      text: reviewComments.text,
      by: users.name,
      authorId: reviewComments.authorId,
      at: reviewComments.createdAt,
    })
    .from(reviewComments)
    .innerJoin(users, eq(users.id, reviewComments.authorId))
    .where(and(eq(reviewComments.attemptId, attemptId), isNull(reviewComments.deletedAt)))
    .orderBy(asc(reviewComments.createdAt));
  return rows.map(({ authorId, at, ...row }) => ({
    ...row,
    at: at.toISOString(),
    isOwn: authorId === viewerId,
  }));
}

async function listAppeals(db: Db, attemptId: string): Promise<Appeal[]> {
  const rows = await db
    .select({ appeal: appeals, by: users.name })
    .from(appeals)
    .leftJoin(users, eq(users.id, appeals.settledBy))
    .where(eq(appeals.attemptId, attemptId))
    .orderBy(asc(appeals.createdAt));
  return rows.map(({ appeal, by }) => ({
    id: appeal.id,
    criterionId: appeal.criterionId,
    gradeId: appeal.gradeId,
    note: appeal.note,
    place: toPlace(appeal),
    at: appeal.createdAt.toISOString(),
    ownVerdict: appeal.ownVerdict,
    settled: toSettled(appeal, by),
  }));
}

type AppealRow = typeof appeals.$inferSelect;

function toPlace({ section, turn, startOffset, endOffset, elementIds }: AppealRow): Place {
  if (section === null) return { kind: "drawing", elementIds: elementIds ?? [] };
  const place = { start: startOffset ?? 0, end: endOffset ?? 0 };
  return turn === null ? { kind: "text", section, ...place } : { kind: "reply", turn, ...place };
}

function toSettled(row: AppealRow, by: string | null): Appeal["settled"] {
  const { outcome, settledVerdict, settlement, settledAt } = row;
  if (outcome === null || settledVerdict === null || settlement === null || settledAt === null) {
    return null;
  }
  const at = settledAt.toISOString();
  return { outcome, verdict: settledVerdict, words: settlement, by: by ?? "A reviewer", at };
}

async function scoreAsItStands(
  db: Db,
  gradeId: string,
  lens: Lens,
  verdicts: readonly GivenVerdict[],
): Promise<Omit<Stands, "holds">> {
  const [judged, [rubric], edits] = await Promise.all([
    db
      .select({ detail: criterionVerdicts.detail })
      .from(criterionVerdicts)
      .where(eq(criterionVerdicts.gradeId, gradeId)),
    db
      .select({ body: rubricVersions.body })
      .from(grades)
      .innerJoin(rubricVersions, eq(rubricVersions.id, grades.rubricVersionId))
      .where(eq(grades.id, gradeId)),
    listPointEdits(db, gradeId),
  ]);
  if (!rubric) throw new Error(`the rubric of grade ${gradeId} is gone`);
  const personal = new Map(verdicts.map(({ criterionId, verdict }) => [criterionId, verdict]));
  const struck = listStruck(edits);
  const counted = judged.map(({ detail }) => withoutStruck(detail, struck));
  return {
    ...rescore(counted, personal, rubric.body, lens),
    isRaised: counted.some((one, at) => one !== judged[at]?.detail),
  };
}
