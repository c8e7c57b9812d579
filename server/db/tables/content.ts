import { sql } from "drizzle-orm";
import {
  check,
  integer,
  jsonb,
  pgEnum,
  pgTable,
  text,
  timestamp,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import type { Failures } from "#domain/problems/failures.schema";
import type { ProblemBody } from "#domain/problems/problem.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { users } from "./accounts";

const moment = () => timestamp({ withTimezone: true, mode: "date" });

/** Where a version came from: the files in the repository, or an author in the app. */
export const contentSourceEnum = pgEnum("content_source", ["file", "app"]);

export const problems = pgTable("problems", {
  id: uuid().primaryKey().defaultRandom(),
  slug: text().notNull().unique(),
  createdAt: moment().notNull().defaultNow(),
  archivedAt: moment(),
});

/** Immutable (a trigger refuses updates and deletes); the current one is the highest published. */
export const problemVersions = pgTable(
  "problem_versions",
  {
    id: uuid().primaryKey().defaultRandom(),
    problemId: uuid()
      .notNull()
      .references(() => problems.id),
    version: integer().notNull(),
    /** SHA-256 of the canonical JSON of `body`, hex. */
    hash: text().notNull(),
    body: jsonb().$type<ProblemBody>().notNull(),
    /** `body.head`, beside it for lists: to read it there, the whole body must be unpacked. */
    head: jsonb()
      .$type<ProblemBody["head"]>()
      .notNull()
      .generatedAlwaysAs(sql`body -> 'head'`),
    /** The files' own text, with its comments and line breaks; null for versions older than this column. */
    texts: jsonb().$type<{ problem: string; solution: string; scene: string }>(),
    source: contentSourceEnum().notNull(),
    createdBy: uuid().references(() => users.id),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [
    unique("problem_versions_version_key").on(table.problemId, table.version),
    check("problem_versions_version_positive", sql`${table.version} > 0`),
  ],
);

export const versionTitle = sql<string>`${problemVersions.head} ->> 'title'`;

/** One rubric a problem; its versions are immutable like the problem's. */
export const rubrics = pgTable("rubrics", {
  id: uuid().primaryKey().defaultRandom(),
  problemId: uuid()
    .notNull()
    .unique()
    .references(() => problems.id),
  createdAt: moment().notNull().defaultNow(),
});

export const rubricVersions = pgTable(
  "rubric_versions",
  {
    id: uuid().primaryKey().defaultRandom(),
    rubricId: uuid()
      .notNull()
      .references(() => rubrics.id),
    version: integer().notNull(),
    hash: text().notNull(),
    body: jsonb().$type<Rubric>().notNull(),
    /** The YAML as written; null for versions older than this column. */
    text: text(),
    source: contentSourceEnum().notNull(),
    createdBy: uuid().references(() => users.id),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [
    unique("rubric_versions_version_key").on(table.rubricId, table.version),
    check("rubric_versions_version_positive", sql`${table.version} > 0`),
  ],
);

/**
 * What fails in the designs of a problem, as its file said it while the files held that version of the
 * problem; immutable like it. For graders and reviewers: nothing reads it for candidates.
 */
export const failureVersions = pgTable(
  "failure_versions",
  {
    id: uuid().primaryKey().defaultRandom(),
    problemVersionId: uuid()
      .notNull()
      .references(() => problemVersions.id),
    version: integer().notNull(),
    /** SHA-256 of the canonical JSON of `body`, hex. */
    hash: text().notNull(),
    /** Null from when the file was taken out. */
    body: jsonb().$type<Failures>(),
    createdAt: moment().notNull().defaultNow(),
  },
  (table) => [
    unique("failure_versions_version_key").on(table.problemVersionId, table.version),
    check("failure_versions_version_positive", sql`${table.version} > 0`),
  ],
);
