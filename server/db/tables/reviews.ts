import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { PointEditKind, PointWording } from "#domain/reviews/point-edit.schema";
import { users } from "./accounts";
import { attempts, sectionEnum } from "./attempts";
import { rubricVersions } from "./content";
import { grades, verdictEnum } from "./grades";

const moment = () => timestamp({ withTimezone: true, mode: "date" });

/** What people do with an attempt's grade; a row is there once somebody was asked to look or did. */
export const reviews = pgTable(
  "reviews",
  {
    attemptId: uuid()
      .primaryKey()
      .references(() => attempts.id, { onDelete: "cascade" }),
    assigneeId: uuid().references(() => users.id),
    assignedAt: moment(),
    /** The grade that was signed; a later re-grade is unsigned until a person looks again. */
    signedGradeId: uuid().references(() => grades.id),
    signedBy: uuid().references(() => users.id),
    signedAt: moment(),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [
    index("reviews_assignee_idx").on(table.assigneeId),
    check(
      "reviews_signed_whole",
      sql`(${table.signedGradeId} is null) = (${table.signedBy} is null) and (${table.signedBy} is null) = (${table.signedAt} is null)`,
    ),
  ],
);

/**
 * A person's verdict on a criterion, beside the judge's. Keyed by the attempt, so that no re-grade
 * erases it; `gradeId` is the grade the person had before them. An older one is kept, withdrawn.
 */
export const overrides = pgTable(
  "overrides",
  {
    id: uuid().primaryKey().defaultRandom(),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: "cascade" }),
    gradeId: uuid()
      .notNull()
      .references(() => grades.id),
    criterionId: text().notNull(),
    verdict: verdictEnum().notNull(),
    reason: text().notNull(),
    reviewerId: uuid()
      .notNull()
      .references(() => users.id),
    createdAt: moment().notNull().defaultNow(),
    withdrawnAt: moment(),
  },
  (table) => [
    uniqueIndex("overrides_one_standing_idx")
      .on(table.attemptId, table.criterionId)
      .where(sql`withdrawn_at is null`),
    check("overrides_reason_said", sql`char_length(${table.reason}) between 1 and 2000`),
    check("overrides_verdict_decides", sql`${table.verdict} <> 'cannot_assess'`),
  ],
);

/**
 * What a reviewer did to a point of a grade's debrief: struck it, or corrected its wording. At most one
 * of each is in force; one that was taken back is kept, withdrawn.
 */
export const pointEdits = pgTable(
  "point_edits",
  {
    id: uuid().primaryKey().defaultRandom(),
    gradeId: uuid()
      .notNull()
      .references(() => grades.id, { onDelete: "cascade" }),
    /** Of the point, within its debrief. */
    pointId: text().notNull(),
    kind: text().$type<PointEditKind>().notNull(),
    /** Why it was struck; null of a correction. */
    reason: text(),
    /** The corrected wording; null of a strike. */
    wording: jsonb().$type<PointWording>(),
    reviewerId: uuid()
      .notNull()
      .references(() => users.id),
    createdAt: moment().notNull().defaultNow(),
    withdrawnAt: moment(),
  },
  (table) => [
    uniqueIndex("point_edits_one_standing_idx")
      .on(table.gradeId, table.pointId, table.kind)
      .where(sql`withdrawn_at is null`),
    check(
      "point_edits_whole",
      sql`(${table.kind} = 'struck' and ${table.wording} is null and ${table.reason} is not null and char_length(${table.reason}) between 1 and 2000)
        or (${table.kind} = 'corrected' and ${table.wording} is not null and ${table.reason} is null)`,
    ),
  ],
);

/** What a reviewer says to the candidate; about the whole where no criterion is named. */
export const reviewComments = pgTable(
  "review_comments",
  {
    id: uuid().primaryKey().defaultRandom(),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: "cascade" }),
    criterionId: text(),
    authorId: uuid()
      .notNull()
      .references(() => users.id),
    text: text().notNull(),
    createdAt: moment().notNull().defaultNow(),
    deletedAt: moment(),
  },
  (table) => [
    index("review_comments_attempt_idx").on(table.attemptId, table.createdAt),
    check("review_comments_length", sql`char_length(${table.text}) between 1 and 4000`),
  ],
);

export const appealOutcomeEnum = pgEnum("appeal_outcome", ["granted", "declined"]);

/** "I said it here": the candidate points at a sentence or at boxes, and a reviewer settles it. */
export const appeals = pgTable(
  "appeals",
  {
    id: uuid().primaryKey().defaultRandom(),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: "cascade" }),
    gradeId: uuid()
      .notNull()
      .references(() => grades.id),
    criterionId: text().notNull(),
    note: text().notNull(),
    /** Where it was said: a place in a section's text or in a reply, or elements of the drawing. */
    section: sectionEnum(),
    /** The follow-up whose reply it is, from 1; null for a section's own text. */
    turn: integer(),
    startOffset: integer(),
    endOffset: integer(),
    elementIds: text().array(),
    /** What its candidate holds right, where nobody could review: shown beside the judge's, and counted nowhere. */
    ownVerdict: verdictEnum(),
    createdAt: moment().notNull().defaultNow(),
    outcome: appealOutcomeEnum(),
    /** The verdict the reviewer came to; on a declined appeal the one that stays. */
    settledVerdict: verdictEnum(),
    settlement: text(),
    settledBy: uuid().references(() => users.id),
    settledAt: moment(),
  },
  (table) => [
    uniqueIndex("appeals_one_each_idx").on(table.attemptId, table.gradeId, table.criterionId),
    index("appeals_open_idx")
      .on(table.createdAt)
      .where(sql`settled_at is null`),
    check("appeals_note_length", sql`char_length(${table.note}) <= 2000`),
    check(
      "appeals_point_somewhere",
      sql`(${table.section} is not null and ${table.startOffset} >= 0 and ${table.endOffset} > ${table.startOffset} and ${table.elementIds} is null)
        or (${table.section} is null and cardinality(${table.elementIds}) > 0)`,
    ),
    check("appeals_own_verdict", sql`${table.ownVerdict} in ('met', 'partial')`),
    check(
      "appeals_turn",
      sql`${table.turn} is null or (${table.turn} between 1 and 6 and ${table.section} is not null)`,
    ),
    check(
      "appeals_settled_whole",
      sql`(${table.settledAt} is null) = (${table.outcome} is null) and (${table.settledAt} is null) = (${table.settlement} is null) and (${table.settledAt} is null) = (${table.settledBy} is null) and (${table.settledAt} is null) = (${table.settledVerdict} is null)`,
    ),
  ],
);

/**
 * "That isn't so": the candidate challenges a point that holds the level of their answer, and a reviewer
 * strikes it or keeps it. One a point.
 */
export const pointChallenges = pgTable(
  "point_challenges",
  {
    id: uuid().primaryKey().defaultRandom(),
    gradeId: uuid()
      .notNull()
      .references(() => grades.id, { onDelete: "cascade" }),
    /** Of the point, within its debrief. */
    pointId: text().notNull(),
    note: text().notNull(),
    createdAt: moment().notNull().defaultNow(),
    /** Granted: the point was struck. */
    outcome: appealOutcomeEnum(),
    settlement: text(),
    settledBy: uuid().references(() => users.id),
    settledAt: moment(),
  },
  (table) => [
    uniqueIndex("point_challenges_one_each_idx").on(table.gradeId, table.pointId),
    index("point_challenges_open_idx")
      .on(table.createdAt)
      .where(sql`settled_at is null`),
    check("point_challenges_note_said", sql`char_length(${table.note}) between 1 and 2000`),
    check(
      "point_challenges_settled_whole",
      sql`(${table.settledAt} is null) = (${table.outcome} is null) and (${table.settledAt} is null) = (${table.settlement} is null) and (${table.settledAt} is null) = (${table.settledBy} is null)`,
    ),
  ],
);

/** A blind rating: one person marks every criterion without having seen the judge's marks. */
export const ratings = pgTable(
  "ratings",
  {
    id: uuid().primaryKey().defaultRandom(),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: "cascade" }),
    raterId: uuid()
      .notNull()
      .references(() => users.id),
    startedAt: moment().notNull().defaultNow(),
    /** From here on the marks are fixed, and the judge's may be shown. */
    finishedAt: moment(),
  },
  (table) => [uniqueIndex("ratings_one_each_idx").on(table.attemptId, table.raterId)],
);

export const ratingMarks = pgTable(
  "rating_marks",
  {
    ratingId: uuid()
      .notNull()
      .references(() => ratings.id, { onDelete: "cascade" }),
    criterionId: text().notNull(),
    verdict: verdictEnum().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.ratingId, table.criterionId] }),
    check("rating_marks_verdict_decides", sql`${table.verdict} <> 'cannot_assess'`),
  ],
);

/**
 * When a person first saw what the judge said of an attempt: from then on a rating of theirs would
 * not be blind. Of the candidate it is the moment they chose to see the report, or could only see it.
 */
export const reviewSights = pgTable(
  "review_sights",
  {
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: "cascade" }),
    personId: uuid()
      .notNull()
      .references(() => users.id),
    firstSeenAt: moment().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.attemptId, table.personId] })],
);

/**
 * A candidate's own marks on an attempt, one set each. The row is there from when they first ask to
 * begin: whether the answer can be marked is looked at once.
 */
export const selfRatings = pgTable(
  "self_ratings",
  {
    attemptId: uuid()
      .primaryKey()
      .references(() => attempts.id, { onDelete: "cascade" }),
    rubricVersionId: uuid()
      .notNull()
      .references(() => rubricVersions.id),
    startedAt: moment().notNull().defaultNow(),
    /** The answer passed the gate: from here on criteria are shown. */
    admittedAt: moment(),
    /** Why it didn't, in words for the candidate. */
    refusal: text(),
    /** From here on the marks are fixed. */
    finishedAt: moment(),
    /** Whether the candidate had not seen the grade by then. */
    isBlind: boolean(),
    /** By these marks, points of 100. Never among grades and estimates. */
    total: doublePrecision(),
  },
  (table) => [
    check(
      "self_ratings_admitted_or_refused",
      sql`${table.admittedAt} is null or ${table.refusal} is null`,
    ),
    check(
      "self_ratings_finished_whole",
      sql`(${table.finishedAt} is null) = (${table.isBlind} is null) and (${table.finishedAt} is null) = (${table.total} is null)`,
    ),
    check(
      "self_ratings_finished_admitted",
      sql`${table.finishedAt} is null or ${table.admittedAt} is not null`,
    ),
    check("self_ratings_total_range", sql`${table.total} between 0 and 100`),
  ],
);

export const selfMarks = pgTable(
  "self_marks",
  {
    attemptId: uuid()
      .notNull()
      .references(() => selfRatings.attemptId, { onDelete: "cascade" }),
    criterionId: text().notNull(),
    verdict: verdictEnum().notNull(),
    markedAt: moment().notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.attemptId, table.criterionId] }),
    check("self_marks_verdict_decides", sql`${table.verdict} <> 'cannot_assess'`),
  ],
);
