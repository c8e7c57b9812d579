import { asc, eq, inArray, or } from "drizzle-orm";
import { getScene } from "../attempts/scene-store";
import { getAnswers } from "../attempts/get-answers";
import type { Db } from "../db/client";
import { cohortMembers, cohorts, users } from "../db/tables/accounts";
import { attemptQuestions, attemptHints, worksheets } from "../db/tables/aids";
import { attempts, attemptTimelines, revisions } from "../db/tables/attempts";
import { attemptReplies, attemptTurns } from "../db/tables/turns";
import { auditLog } from "../db/tables/audit";
import { problems } from "../db/tables/content";
import { listShownDebriefs } from "../grades/list-shown-debriefs";
import { criterionVerdicts, evidence, grades } from "../db/tables/grades";
import { notices } from "../db/tables/notices";
import { ownTracks, practiceCards, practiceSettings, trackTicks } from "../db/tables/practice";
import {
  appeals,
  overrides,
  pointChallenges,
  pointEdits,
  ratings,
  reviewComments,
  selfMarks,
  selfRatings,
} from "../db/tables/reviews";
import { listHolds } from "../grades/list-holds";
import { shareLinks } from "../db/tables/shares";

/** One file of the archive; `read` asks the database when its turn comes. */
export type OwnFile = { name: string; read: () => Promise<string> };

/**
 * Everything that is kept about a person, as the files of one archive: the account, each attempt with
 * its work, grades and reviews, each drawing as an Excalidraw file, what they did as a reviewer, and
 * their lines of the audit log.
 */
export async function listOwnFiles(db: Db, userId: string): Promise<OwnFile[]> {
  const own = await db
    .select({ id: attempts.id, startedAt: attempts.startedAt, slug: problems.slug })
    .from(attempts)
    .innerJoin(problems, eq(problems.id, attempts.problemId))
    .where(eq(attempts.userId, userId))
    .orderBy(asc(attempts.startedAt));
  return [
    { name: "account.json", read: () => readAccount(db, userId) },
    { name: "audit-log.json", read: () => readAudit(db, userId) },
    { name: "reviews-given.json", read: () => readReviewsGiven(db, userId) },
    { name: "practice.json", read: () => readPractice(db, userId) },
    { name: "notices.json", read: () => readNotices(db, userId) },
    ...own.flatMap(({ id, startedAt, slug }) => {
      const folder = `attempts/${startedAt.toISOString().slice(0, 10)}-${slug}-${id.slice(0, 8)}`;
      return [
        { name: `${folder}/attempt.json`, read: () => readAttempt(db, id) },
        { name: `${folder}/drawing.excalidraw`, read: () => readDrawing(db, id) },
      ];
    }),
  ];
}

async function readAccount(db: Db, userId: string): Promise<string> {
  const [user] = await db.select().from(users).where(eq(users.id, userId));
  const memberships = await db
    .select({ name: cohorts.name })
    .from(cohortMembers)
    .innerJoin(cohorts, eq(cohorts.id, cohortMembers.cohortId))
    .where(eq(cohortMembers.userId, userId));
  if (!user) return toJson(null);
  const { name, email, role, createdAt, extraTimePercent } = user;
  return toJson({
    name,
    email,
    role,
    createdAt,
    extraTimePercent,
    cohorts: memberships.map((cohort) => cohort.name),
  });
}

async function readAudit(db: Db, userId: string): Promise<string> {
  const lines = await db
    .select()
    .from(auditLog)
    .where(or(eq(auditLog.actorId, userId), eq(auditLog.subjectId, userId)))
    .orderBy(asc(auditLog.id));
  // Who else acted is theirs, not this person's.
  return toJson(
    lines.map(({ at, action, subjectId, detail, actorId }) => ({
      at,
      action,
      subjectId,
      detail,
      byYou: actorId === userId,
    })),
  );
}

async function readReviewsGiven(db: Db, userId: string): Promise<string> {
  const [verdicts, comments, blind, edited] = await Promise.all([
    db.select().from(overrides).where(eq(overrides.reviewerId, userId)),
    db.select().from(reviewComments).where(eq(reviewComments.authorId, userId)),
    db.select().from(ratings).where(eq(ratings.raterId, userId)),
    db.select().from(pointEdits).where(eq(pointEdits.reviewerId, userId)),
  ]);
  return toJson({
    verdicts: verdicts.map(({ reviewerId: _reviewerId, ...verdict }) => verdict),
    comments: comments.map(({ authorId: _authorId, ...comment }) => comment),
    debriefPoints: edited.map(({ reviewerId: _reviewerId, ...edit }) => edit),
    blindRatings: blind.map(({ raterId: _raterId, ...rating }) => rating),
  });
}

async function readPractice(db: Db, userId: string): Promise<string> {
  const [cards, [settings], [track], ticks] = await Promise.all([
    db.select().from(practiceCards).where(eq(practiceCards.userId, userId)),
    db.select().from(practiceSettings).where(eq(practiceSettings.userId, userId)),
    db.select().from(ownTracks).where(eq(ownTracks.userId, userId)),
    db.select().from(trackTicks).where(eq(trackTicks.userId, userId)),
  ]);
  return toJson({ settings: settings ?? null, cards, track: track ?? null, ticks });
}

async function readNotices(db: Db, userId: string): Promise<string> {
  const told = await db
    .select({
      kind: notices.kind,
      attemptId: notices.attemptId,
      drills: notices.drills,
      createdAt: notices.createdAt,
      readAt: notices.readAt,
    })
    .from(notices)
    .where(eq(notices.userId, userId))
    .orderBy(asc(notices.id));
  return toJson(told);
}

async function readAttempt(db: Db, attemptId: string): Promise<string> {
  const [attempt, answers, worksheet, hints, questions, saves] = await Promise.all([
    db.select().from(attempts).where(eq(attempts.id, attemptId)),
    getAnswers(db, attemptId),
    db.select().from(worksheets).where(eq(worksheets.attemptId, attemptId)),
    db.select().from(attemptHints).where(eq(attemptHints.attemptId, attemptId)),
    db.select().from(attemptQuestions).where(eq(attemptQuestions.attemptId, attemptId)),
    db
      .select()
      .from(revisions)
      .where(eq(revisions.attemptId, attemptId))
      .orderBy(asc(revisions.id)),
  ]);
  const [given, said, asked, [marking], marks, shared, [course], turns, replies] =
    await Promise.all([
      db.select().from(overrides).where(eq(overrides.attemptId, attemptId)),
      db.select().from(reviewComments).where(eq(reviewComments.attemptId, attemptId)),
      db.select().from(appeals).where(eq(appeals.attemptId, attemptId)),
      db.select().from(selfRatings).where(eq(selfRatings.attemptId, attemptId)),
      db.select().from(selfMarks).where(eq(selfMarks.attemptId, attemptId)),
      db.select().from(shareLinks).where(eq(shareLinks.attemptId, attemptId)),
      db.select().from(attemptTimelines).where(eq(attemptTimelines.attemptId, attemptId)),
      db.select().from(attemptTurns).where(eq(attemptTurns.attemptId, attemptId)),
      db.select().from(attemptReplies).where(eq(attemptReplies.attemptId, attemptId)),
    ]);
  return toJson({
    attempt: attempt[0],
    answers,
    worksheet: worksheet[0]?.text ?? null,
    hints,
    questions,
    /** What it was asked for stays with the rubric. */
    followUps: turns.map(({ criterionIds: _criterionIds, ...turn }) => turn),
    replies,
    grades: await readGrades(db, { attemptId, userId: attempt[0]?.userId ?? "" }),
    reviewers: {
      verdicts: given.map(({ reviewerId: _reviewerId, ...verdict }) => verdict),
      comments: said
        .filter(({ deletedAt }) => deletedAt === null)
        .map(({ authorId: _authorId, ...comment }) => comment),
    },
    /** By the person themselves: no grade, and no estimate. */
    ownMarks: marking === undefined ? null : { ...marking, marks },
    appeals: asked.map(({ settledBy: _settledBy, ...appeal }) => appeal),
    /** The address of a link is kept nowhere. */
    shareLinks: shared.map(({ tokenHash: _tokenHash, ...link }) => link),
    /** How the work came about, for its replay; null until that was asked for or saves were pruned. */
    timeline: course?.timeline ?? null,
    savesNotInTheAnswer: saves.filter(({ kind }) => kind !== "save"),
  });
}

async function readGrades(db: Db, who: { attemptId: string; userId: string }) {
  const versions = await db
    .select()
    .from(grades)
    .where(eq(grades.attemptId, who.attemptId))
    .orderBy(asc(grades.version));
  if (versions.length === 0) return [];
  const ids = versions.map(({ id }) => id);
  const verdicts = await db
    .select()
    .from(criterionVerdicts)
    .where(inArray(criterionVerdicts.gradeId, ids))
    .orderBy(asc(criterionVerdicts.position));
  const quoted =
    verdicts.length === 0
      ? []
      : await db
          .select()
          .from(evidence)
          .where(
            inArray(
              evidence.criterionVerdictId,
              verdicts.map(({ id }) => id),
            ),
          );
  const debriefs = await listShownDebriefs(db, who);
  const held = await listHolds(db, ids);
  const challenges = await db
    .select()
    .from(pointChallenges)
    .where(inArray(pointChallenges.gradeId, ids));
  return versions.map(({ id, version, status, total, isEstimate, mode, queuedAt, finishedAt }) => ({
    version,
    status,
    total,
    isEstimate,
    mode,
    queuedAt,
    finishedAt,
    debrief: debriefs.get(id) ?? null,
    /** Points of the debrief that hold the level below senior, with people's word. */
    challenges: challenges
      .filter(({ gradeId }) => gradeId === id)
      .map(({ settledBy: _by, ...one }) => one),
    heldBy: debriefs.has(id) ? (held.get(id)?.holds.map((point) => point.id) ?? []) : [],
    criteria: verdicts
      .filter(({ gradeId }) => gradeId === id)
      .map((verdict) => ({
        criterion: verdict.criterionId,
        verdict: verdict.verdict,
        detail: verdict.detail,
        evidence: quoted.filter((each) => each.criterionVerdictId === verdict.id),
      })),
  }));
}

async function readDrawing(db: Db, attemptId: string): Promise<string> {
  const scene = await getScene(db, attemptId);
  return toJson({ type: "excalidraw", version: 2, source: "scaleboard", ...scene });
}

function toJson(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
