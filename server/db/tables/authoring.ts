import { sql } from "drizzle-orm";
import {
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  timestamp,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import type { AnyPgColumn } from "drizzle-orm/pg-core";
import { users } from "./accounts";
import { contentSourceEnum, problems, problemVersions, rubricVersions } from "./content";

const moment = () => timestamp({ withTimezone: true, mode: "date" });

/** What a newer file put in the place of an answer edited in the app: kept until somebody decides. */
export type ReplacedAnswer = { answer: string; scene: string | null; at: string };

/** Labelled answers of a problem, on which a rubric is tried before it is published. */
export const calibrationAnswers = pgTable(
  "calibration_answers",
  {
    id: uuid().primaryKey().defaultRandom(),
    /** Null while the problem is only a draft yet. */
    problemId: uuid().references(() => problems.id),
    /** The draft of a new problem; publishing hands its answers to the problem. */
    draftId: uuid().references((): AnyPgColumn => drafts.id, { onDelete: "cascade" }),
    /** The file's name without its ending. */
    name: text().notNull(),
    /** SHA-256 of both texts, hex. */
    hash: text().notNull(),
    /** The file as it is written: YAML head, then the five sections. */
    answerText: text().notNull(),
    /** Its drawing as an Excalidraw file's text. */
    sceneText: text(),
    source: contentSourceEnum().notNull(),
    /** `hash` of the files as they were last loaded, so that an old file never undoes a newer edit. */
    fileHash: text(),
    updatedAt: moment().notNull().defaultNow(),
    /** Null for what came from the files. */
    updatedBy: uuid().references(() => users.id),
    /** Taken out in the app. The row stays, so that its old file does not bring it back. */
    removedAt: moment(),
    replaced: jsonb().$type<ReplacedAnswer>(),
  },
  (table) => [
    unique("calibration_answers_name_key").on(table.problemId, table.name),
    unique("calibration_answers_draft_name_key").on(table.draftId, table.name),
    check(
      "calibration_answers_one_owner",
      sql`num_nonnulls(${table.problemId}, ${table.draftId}) = 1`,
    ),
  ],
);

/** What an author works on, as the text of the files: it may be broken until it is published. */
export const drafts = pgTable(
  "drafts",
  {
    id: uuid().primaryKey().defaultRandom(),
    /** Null while the problem is new. */
    problemId: uuid().references(() => problems.id),
    slug: text().notNull(),
    /** problem.md, solution.md, solution.excalidraw and the rubric's YAML. */
    problemText: text().notNull(),
    solutionText: text().notNull(),
    solutionScene: text().notNull(),
    rubricText: text().notNull(),
    /** What it was made from; publishing refuses when a newer version came in between. */
    baseProblemVersionId: uuid().references(() => problemVersions.id),
    baseRubricVersionId: uuid().references(() => rubricVersions.id),
    /** Counts saves; a save names the one it was based on. */
    revision: integer().notNull().default(0),
    createdBy: uuid()
      .notNull()
      .references(() => users.id),
    updatedBy: uuid()
      .notNull()
      .references(() => users.id),
    createdAt: moment().notNull().defaultNow(),
    updatedAt: moment().notNull().defaultNow(),
    publishedAt: moment(),
    discardedAt: moment(),
  },
  (table) => [
    uniqueIndex("drafts_one_open_idx")
      .on(table.slug)
      .where(sql`published_at is null and discarded_at is null`),
  ],
);

export const dryRunStatusEnum = pgEnum("dry_run_status", ["queued", "running", "done", "failed"]);

/** A draft's rubric, tried on the problem's calibration answers beside the published one. */
export const dryRuns = pgTable(
  "dry_runs",
  {
    id: uuid().primaryKey().defaultRandom(),
    draftId: uuid()
      .notNull()
      .references(() => drafts.id, { onDelete: "cascade" }),
    /** The draft's revision it speaks of. */
    revision: integer().notNull(),
    status: dryRunStatusEnum().notNull().default("queued"),
    leaseEpoch: integer().notNull().default(0),
    /** Answers graded so far, of all gradings of this run. */
    progress: jsonb().$type<{ done: number; of: number }>(),
    /** Agreement before and after, and what moved; null until done. */
    result: jsonb().$type<Record<string, unknown>>(),
    /** US dollars; null when unknown. */
    costUsd: doublePrecision(),
    errorMessage: text(),
    requestedBy: uuid()
      .notNull()
      .references(() => users.id),
    createdAt: moment().notNull().defaultNow(),
    finishedAt: moment(),
  },
  (table) => [
    index("dry_runs_draft_idx").on(table.draftId, table.createdAt.desc()),
    check("dry_runs_done_whole", sql`(${table.status} = 'done') = (${table.result} is not null)`),
  ],
);

/** Who published what, on which dry run, and why where it did worse. */
export const publications = pgTable("publications", {
  id: uuid().primaryKey().defaultRandom(),
  draftId: uuid()
    .notNull()
    .references(() => drafts.id),
  problemVersionId: uuid().references(() => problemVersions.id),
  rubricVersionId: uuid().references(() => rubricVersions.id),
  dryRunId: uuid().references(() => dryRuns.id),
  /** Asked for where the dry run regressed. */
  reason: text(),
  publishedBy: uuid()
    .notNull()
    .references(() => users.id),
  publishedAt: moment().notNull().defaultNow(),
});
