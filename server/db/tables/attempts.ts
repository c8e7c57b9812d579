import { sql } from "drizzle-orm";
import {
  bigint,
  bigserial,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  primaryKey,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import type { SceneElement, SceneFile } from "#domain/diagram/scene.schema";
import type { StoredTimeline } from "#domain/attempts/replay/stored-timeline";
import { ATTEMPT_KINDS } from "#domain/attempts/kinds";
import type { WorkPart } from "#domain/attempts/kinds";
import type { AskingMode } from "#domain/attempts/question.schema";
import type { ProbingMode } from "#domain/attempts/turn.schema";
import { BRIEFS, LENSES, LEVELS, SECTION_IDS } from "#domain/problems/scale";
import { users } from "./accounts";
import { problems, problemVersions, rubricVersions } from "./content";

const moment = () => timestamp({ withTimezone: true, mode: "date" });

export const sectionEnum = pgEnum("section", SECTION_IDS);
export const levelEnum = pgEnum("level", LEVELS);
export const lensEnum = pgEnum("lens", LENSES);
export const briefEnum = pgEnum("brief", BRIEFS);
export const attemptKindEnum = pgEnum("attempt_kind", ATTEMPT_KINDS);
export const attemptStatusEnum = pgEnum("attempt_status", ["in_progress", "submitted"]);

const ATTEMPT_BYTES = 20_000;

export const attempts = pgTable(
  "attempts",
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid()
      .notNull()
      .references(() => users.id),
    problemId: uuid()
      .notNull()
      .references(() => problems.id),
    problemVersionId: uuid()
      .notNull()
      .references(() => problemVersions.id),
    rubricVersionId: uuid()
      .notNull()
      .references(() => rubricVersions.id),
    kind: attemptKindEnum().notNull().default("interview"),
    /** The attempt whose report a retry or drill grew out of; null once that is gone. */
    basedOnId: uuid().references((): AnyPgColumn => attempts.id, { onDelete: "set null" }),
    /** The section that a retry writes anew, or that a drill is about. */
    focusSection: sectionEnum(),
    /** Of a retry: its section began with what stood there before, not blank. */
    startsFromText: boolean().notNull().default(false),
    /** Ids of the criteria that a drill is judged by, sorted. */
    focusCriteria: text().array(),
    /** What was carried over and takes no change. */
    locked: text()
      .array()
      .$type<WorkPart[]>()
      .notNull()
      .default(sql`'{}'`),
    level: levelEnum().notNull(),
    lens: lensEnum().notNull(),
    /** What the candidate was given to read. Before there was a choice it was the case. */
    brief: briefEnum().notNull().default("case"),
    /** Null: untimed practice. */
    minutes: integer(),
    /** Practice shows hints and what good looks like; a mock interview does not. */
    isPractice: boolean().notNull().default(false),
    hasCurveball: boolean().notNull().default(false),
    /** When the interviewer follows up; off before there was a choice. */
    probing: text().$type<ProbingMode>().notNull().default("off"),
    /** Whether the interviewer can be asked about the brief, and from a list. */
    asking: text().$type<AskingMode>().notNull().default("own_words"),
    status: attemptStatusEnum().notNull().default("in_progress"),
    startedAt: moment().notNull().defaultNow(),
    /** By the server's clock; null when untimed. */
    deadlineAt: moment(),
    submittedAt: moment(),
    submittedBy: text().$type<"candidate" | "deadline">(),
    /** The client's idempotency key of the submit that won. */
    submitKey: text(),
    /** SHA-256 of the frozen answers and scene, hex: the receipt. */
    contentHash: text(),
    /** Counts accepted saves; a save names the revision it was based on. */
    revision: integer().notNull().default(0),
    /** Its texts, drawing and pictures, about, and 20 kB for the rows of any attempt and its grade. */
    workBytes: bigint({ mode: "number" }).notNull().default(ATTEMPT_BYTES),
    /** Sum of `revisions.bytes` of kind save: history, which the sweep cuts. */
    historyBytes: bigint({ mode: "number" }).notNull().default(0),
    /** The same of kinds conflict and late: texts and drawings that lie nowhere else. */
    keptBytes: bigint({ mode: "number" }).notNull().default(0),
  },
  (table) => [
    index("attempts_user_started_idx").on(table.userId, table.startedAt.desc()),
    index("attempts_overdue_idx")
      .on(table.deadlineAt)
      .where(sql`status = 'in_progress'`),
    uniqueIndex("attempts_one_open_idx")
      .on(table.userId, table.problemId)
      .where(sql`status = 'in_progress' and kind <> 'drill'`),
    uniqueIndex("attempts_one_open_drill_idx")
      .on(table.userId, table.problemId, table.focusCriteria)
      .where(sql`status = 'in_progress' and kind = 'drill'`),
    index("attempts_based_on_idx").on(table.basedOnId),
    check(
      "attempts_focus_section",
      sql`(${table.kind} = 'interview') = (${table.focusSection} is null)`,
    ),
    check(
      "attempts_focus_criteria",
      sql`(${table.kind} = 'drill') = (coalesce(cardinality(${table.focusCriteria}), 0) between 1 and 3) and (${table.kind} = 'drill' or ${table.focusCriteria} is null)`,
    ),
    check(
      "attempts_deadline_matches",
      sql`(${table.minutes} is null) = (${table.deadlineAt} is null)`,
    ),
    check(
      "attempts_submitted_whole",
      sql`(${table.status} = 'submitted') = (${table.submittedAt} is not null and ${table.contentHash} is not null and ${table.submittedBy} is not null)`,
    ),
  ],
);

export const answers = pgTable(
  "answers",
  {
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: "cascade" }),
    section: sectionEnum().notNull(),
    text: text().notNull(),
    revision: integer().notNull(),
    /** The tab that wrote last: its own older base is no conflict. */
    clientId: text().notNull(),
    updatedAt: moment().notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.attemptId, table.section] })],
);

/** The scene, an element a row, so that a save writes only what moved and merges in the database. */
export const sceneElements = pgTable(
  "scene_elements",
  {
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: "cascade" }),
    elementId: text().notNull(),
    version: integer().notNull(),
    versionNonce: bigint({ mode: "number" }).notNull(),
    element: jsonb().$type<SceneElement>().notNull(),
    /** Of the element as JSON without the blanks that PostgreSQL writes between its parts. */
    bytes: integer().generatedAlwaysAs(
      sql`octet_length(replace(replace(element::text, ', ', ','), ': ', ':'))`,
    ),
    isDeleted: boolean().generatedAlwaysAs(
      sql`coalesce((element ->> 'isDeleted')::boolean, false)`,
    ),
  },
  (table) => [primaryKey({ columns: [table.attemptId, table.elementId] })],
);

/** Pictures on the canvas. */
export const sceneFiles = pgTable(
  "scene_files",
  {
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: "cascade" }),
    fileId: text().notNull(),
    file: jsonb().$type<SceneFile>().notNull(),
    bytes: integer().generatedAlwaysAs(sql`octet_length(file::text)`),
  },
  (table) => [primaryKey({ columns: [table.attemptId, table.fileId] })],
);

export const revisionKindEnum = pgEnum("revision_kind", ["save", "conflict", "late"]);

/**
 * The saves that arrived, as they arrived: nothing acknowledged can be lost, nothing late vanishes.
 * Those of kind save are merged into the work already and are pruned (docs/durability.md).
 */
export const revisions = pgTable(
  "revisions",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: "cascade" }),
    clientId: text().notNull(),
    /** The client's own count of its saves, from 1. */
    seq: integer().notNull(),
    kind: revisionKindEnum().notNull(),
    payload: jsonb().$type<Record<string, unknown>>().notNull(),
    /** What was answered: a re-send gets the same reply. */
    reply: jsonb().$type<Record<string, unknown>>().notNull(),
    /** Of payload and reply as JSON, and of the row itself. */
    bytes: integer().notNull().default(0),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [
    unique("revisions_client_seq_key").on(table.attemptId, table.clientId, table.seq),
    check("revisions_seq_positive", sql`${table.seq} > 0`),
    /** For the sweep of old history. */
    index("revisions_history_idx")
      .on(table.createdAt)
      .where(sql`kind = 'save'`),
  ],
);

/**
 * How the work of an attempt came about, in few and merged steps: what stays of its saves once they are
 * pruned (docs/durability.md).
 */
export const attemptTimelines = pgTable("attempt_timelines", {
  attemptId: uuid()
    .primaryKey()
    .references(() => attempts.id, { onDelete: "cascade" }),
  /** The last revision that is in it. */
  throughId: bigint({ mode: "number" }).notNull(),
  timeline: jsonb().$type<StoredTimeline>().notNull(),
  updatedAt: moment().notNull().defaultNow(),
});
