import { sql } from "drizzle-orm";
import {
  bigserial,
  boolean,
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
import { MODES, VERDICTS } from "#domain/grading/verdicts";
import type { CriterionGrade, Grade, JudgeCall } from "#domain/grading/grade.schema";
import type { DebriefState } from "#domain/grading/shown-debrief";
import { users } from "./accounts";
import { dryRuns } from "./authoring";
import { attempts, sectionEnum } from "./attempts";
import { rubricVersions } from "./content";
import { judgeChecks } from "./judge-checks";

const moment = () => timestamp({ withTimezone: true, mode: "date" });

/** What holds a grading: its person's gradings an hour and day, or share of the day's spend. */
export type HeldFor = "count" | "share";

export const verdictEnum = pgEnum("verdict", VERDICTS);
export const modeEnum = pgEnum("mode", MODES);
export const gradeStatusEnum = pgEnum("grade_status", [
  "queued",
  "running",
  "graded",
  "needs_attention",
]);

/** Sections graded so far; what the progress page shows after a reload. */
export type GradeProgress = {
  done: number;
  of: number;
  sections: Record<string, number>;
  /** Given where the model answers one call after the other. */
  calls?: CallProgress;
};

/** How far the calls of a grading are; a try that goes on counts what was answered before. */
export type CallProgress = {
  answered: number;
  /** Made in any case; what is in doubt is asked again after these. */
  planned: number;
  /** Milliseconds that one took, on average; null before the first. */
  eachMs: number | null;
};

/** Not known of grades that were stored before these were kept. */
type KeptSince = "setAside" | "promptVersion";

/** A grade without its parts that lie in tables of their own. */
export type GradeSummary = Omit<Grade, "criteria" | "calls" | KeptSince> &
  Partial<Pick<Grade, KeptSince>>;

/**
 * One grading of an attempt. It is inserted `queued` in the transaction that submits, and only the
 * holder of the lease epoch writes to it. A re-grade is a new row with the next version.
 */
export const grades = pgTable(
  "grades",
  {
    id: uuid().primaryKey().defaultRandom(),
    attemptId: uuid()
      .notNull()
      .references(() => attempts.id, { onDelete: "cascade" }),
    version: integer().notNull(),
    rubricVersionId: uuid()
      .notNull()
      .references(() => rubricVersions.id),
    mode: modeEnum().notNull(),
    status: gradeStatusEnum().notNull().default("queued"),
    /** Rises by one with each worker that takes the grading up: the fence of every write. */
    leaseEpoch: integer().notNull().default(0),
    /** Tries that ended in an error other than being rate limited. */
    failures: integer().notNull().default(0),
    /** Times that reading its own text took too long, too much memory, or broke. */
    textFailures: integer().notNull().default(0),
    /** Times that a worker took it up and was gone without a word. A worker that stops hands it on. */
    interruptions: integer().notNull().default(0),
    errorKind: text(),
    /** In words for the candidate. */
    errorMessage: text(),
    progress: jsonb().$type<GradeProgress>(),
    /** Points of 100; null until graded. */
    total: doublePrecision(),
    summary: jsonb().$type<GradeSummary>(),
    /** Out of the summary, beside it for lists: an estimate, one that is no number either, and the debrief. */
    isEstimate: boolean()
      .notNull()
      .generatedAlwaysAs(sql`coalesce((summary #>> '{judge,isEstimate}')::boolean, false)`),
    isUnreadable: boolean()
      .notNull()
      .generatedAlwaysAs(
        sql`coalesce(summary -> 'flags' @> '[{"kind": "made_of_terms"}]'::jsonb, false)`,
      ),
    debriefState: text()
      .$type<DebriefState>()
      .notNull()
      .generatedAlwaysAs(
        sql`case when summary #>> '{debrief,status}' is distinct from 'made' then 'without' when (summary #>> '{debrief,isLater}')::boolean then 'later' else 'with' end`,
      ),
    /** Out of the summary: ids of the points that hold its level; null of most. */
    heldBy: jsonb()
      .$type<string[]>()
      .generatedAlwaysAs(sql`nullif(summary -> 'heldBy', '[]'::jsonb)`),
    queuedAt: moment().notNull().defaultNow(),
    startedAt: moment(),
    finishedAt: moment(),
    /** Who asked for it and on whose limit it counts; null: the candidate, by handing in. */
    requestedBy: uuid().references(() => users.id),
    /** When it may start by its person's limit; null until a worker first took it up. */
    slotAt: moment(),
    /** It waits, queued, until then; null when nothing holds it. */
    heldUntil: moment(),
    heldFor: text().$type<HeldFor>(),
  },
  (table) => [
    unique("grades_version_key").on(table.attemptId, table.version),
    index("grades_open_idx")
      .on(table.queuedAt)
      .where(sql`status in ('queued', 'running')`),
    index("grades_attention_idx")
      .on(table.queuedAt.desc())
      .where(sql`status = 'needs_attention'`),
    check(
      "grades_graded_whole",
      sql`(${table.status} = 'graded') = (${table.total} is not null and ${table.summary} is not null and ${table.finishedAt} is not null)`,
    ),
    check("grades_total_range", sql`${table.total} between 0 and 100`),
  ],
);

/**
 * When each person's newest gradings may start or might have, oldest first: as many as a day's
 * limit counts. Written by the function `take_grading_slot` only.
 */
export const gradingSlots = pgTable("grading_slots", {
  userId: uuid()
    .primaryKey()
    .references(() => users.id, { onDelete: "cascade" }),
  taken: moment().array().notNull(),
});

export const criterionVerdicts = pgTable(
  "criterion_verdicts",
  {
    id: uuid().primaryKey().defaultRandom(),
    gradeId: uuid()
      .notNull()
      .references(() => grades.id, { onDelete: "cascade" }),
    /** Position in the rubric, from 0. */
    position: integer().notNull(),
    criterionId: text().notNull(),
    section: sectionEnum().notNull(),
    verdict: verdictEnum().notNull(),
    confidence: doublePrecision().notNull(),
    needsPerson: boolean().notNull(),
    detail: jsonb().$type<Omit<CriterionGrade, "evidence">>().notNull(),
  },
  (table) => [
    unique("criterion_verdicts_criterion_key").on(table.gradeId, table.criterionId),
    index("criterion_verdicts_criterion_idx").on(table.criterionId, table.verdict),
    // The reviewers' queue asks this of every attempt.
    index("criterion_verdicts_person_idx")
      .on(table.gradeId, table.criterionId)
      .where(sql`needs_person`),
  ],
);

export const evidence = pgTable(
  "evidence",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    criterionVerdictId: uuid()
      .notNull()
      .references(() => criterionVerdicts.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    /** Null for evidence in the drawing. */
    section: sectionEnum(),
    /** The follow-up whose reply is quoted, from 1; null for what is in an answer. */
    turn: integer(),
    quote: text(),
    startOffset: integer(),
    endOffset: integer(),
    /** Ids in the diagram's text and of the scene's elements; null for a quote. */
    diagramIds: text().array(),
    elementIds: text().array(),
  },
  (table) => [
    uniqueIndex("evidence_position_key").on(table.criterionVerdictId, table.position),
    check(
      "evidence_one_source",
      sql`(${table.quote} is not null and ${table.section} is not null and ${table.startOffset} >= 0 and ${table.endOffset} > ${table.startOffset} and ${table.elementIds} is null)
        or (${table.quote} is null and ${table.section} is null and cardinality(${table.elementIds}) > 0 and cardinality(${table.diagramIds}) > 0)`,
    ),
  ],
);

/** What a model was called for; a question's calls lie with the question, those of speech by themselves. */
export type CallPurpose = "grading" | "second_ask" | "dry_run" | "question" | "check" | "speech";

export const judgeCalls = pgTable(
  "judge_calls",
  {
    id: bigserial({ mode: "number" }).primaryKey(),
    /** What it was made for: a grading, a dry run, or a check of the judge. */
    gradeId: uuid().references(() => grades.id, { onDelete: "cascade" }),
    dryRunId: uuid().references(() => dryRuns.id, { onDelete: "cascade" }),
    judgeCheckId: uuid().references(() => judgeChecks.id, { onDelete: "cascade" }),
    purpose: text().$type<Exclude<CallPurpose, "speech">>().notNull().default("grading"),
    /** The lease under which it was made: calls of a try that failed stay on the bill. */
    leaseEpoch: integer().notNull(),
    position: integer().notNull(),
    requestedModel: text().notNull(),
    returnedModel: text(),
    inputTokens: integer(),
    outputTokens: integer(),
    /** US dollars; null when the model's price is unknown. */
    costUsd: doublePrecision(),
    durationMs: doublePrecision().notNull(),
    startedAt: moment().notNull(),
    detail: jsonb().$type<JudgeCall>().notNull(),
  },
  (table) => [
    unique("judge_calls_position_key").on(table.gradeId, table.leaseEpoch, table.position),
    unique("judge_calls_dry_run_key").on(table.dryRunId, table.leaseEpoch, table.position),
    unique("judge_calls_check_key").on(table.judgeCheckId, table.leaseEpoch, table.position),
    check(
      "judge_calls_one_payer",
      sql`num_nonnulls(${table.gradeId}, ${table.dryRunId}, ${table.judgeCheckId}) = 1`,
    ),
    check(
      "judge_calls_purpose",
      sql`${table.purpose} in ('grading', 'second_ask', 'dry_run', 'question', 'check')`,
    ),
    index("judge_calls_started_idx").on(table.startedAt),
  ],
);
