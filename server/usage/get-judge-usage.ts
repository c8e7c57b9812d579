import { and, count, desc, eq, gte, lt, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Db } from "../db/client";
import { drafts, dryRuns } from "../db/tables/authoring";
import { attempts } from "../db/tables/attempts";
import { problems } from "../db/tables/content";
import { grades, judgeCalls } from "../db/tables/grades";
import { listUtcDays } from "./usage-days";

/** Calls of models, of gradings and dry runs, what they read and wrote, and what they cost. */
export type CallFigures = {
  calls: number;
  /** US dollars of the calls whose price is known; null when there are none of them. */
  knownUsd: number | null;
  /** Calls of models whose price is unknown: they are not in `knownUsd`. */
  unpricedCalls: number;
  /** Of the calls whose tokens were told; null when none were. */
  inputTokens: number | null;
  outputTokens: number | null;
  /** Calls of which no tokens were told. */
  uncountedCalls: number;
};

export type JudgeUsage = {
  total: CallFigures;
  /** Every day of the range in UTC, oldest first, as "2026-03-10". */
  byDay: (CallFigures & { day: string })[];
  /** The model that answered, or that was asked for where none said its name; dearest first. */
  byModel: (CallFigures & { model: string })[];
  byProblem: (CallFigures & { slug: string; gradings: number; dryRuns: number })[];
};

const NO_CALLS: CallFigures = {
  calls: 0,
  knownUsd: null,
  unpricedCalls: 0,
  inputTokens: null,
  outputTokens: null,
  uncountedCalls: 0,
};

const FIGURES = {
  calls: count(),
  knownUsd: sql<number | null>`sum(${judgeCalls.costUsd})::float8`,
  unpricedCalls: sql<number>`count(*) filter (where ${judgeCalls.costUsd} is null)::int`,
  inputTokens: sql<number | null>`sum(${judgeCalls.inputTokens})::float8`,
  outputTokens: sql<number | null>`sum(${judgeCalls.outputTokens})::float8`,
  uncountedCalls: sql<number>`count(*) filter (where ${judgeCalls.inputTokens} is null)::int`,
};

/**
 * What the calls of the judge cost, over the last `days` days in UTC, today included. Calls that led
 * to no grade are in it, and those of dry runs: they were paid for.
 */
export async function getJudgeUsage(
  db: Db,
  range: { days: number; now: Date },
): Promise<JudgeUsage> {
  const { days, from, until } = listUtcDays(range.now, range.days);
  const isInRange = and(gte(judgeCalls.startedAt, from), lt(judgeCalls.startedAt, until));
  const [byDay, byModel, byProblem] = await Promise.all([
    listByDay(db, isInRange),
    listByModel(db, isInRange),
    listByProblem(db, isInRange),
  ]);
  const figuresOf = new Map(byDay.map((row) => [row.day, row]));
  return {
    total: byDay.reduce(addFigures, NO_CALLS),
    byDay: days.map((day) => figuresOf.get(day) ?? { day, ...NO_CALLS }),
    byModel,
    byProblem,
  };
}

function addFigures(sum: CallFigures, more: CallFigures): CallFigures {
  return {
    calls: sum.calls + more.calls,
    knownUsd: addKnown(sum.knownUsd, more.knownUsd),
    unpricedCalls: sum.unpricedCalls + more.unpricedCalls,
    inputTokens: addKnown(sum.inputTokens, more.inputTokens),
    outputTokens: addKnown(sum.outputTokens, more.outputTokens),
    uncountedCalls: sum.uncountedCalls + more.uncountedCalls,
  };
}

/** Null only when neither is known. */
function addKnown(a: number | null, b: number | null): number | null {
  return a === null && b === null ? null : (a ?? 0) + (b ?? 0);
}

function listByDay(db: Db, isInRange: SQL | undefined) {
  const day = sql<string>`to_char(${judgeCalls.startedAt} at time zone 'utc', 'YYYY-MM-DD')`;
  return db
    .select({ day, ...FIGURES })
    .from(judgeCalls)
    .where(isInRange)
    .groupBy(day);
}

function listByModel(db: Db, isInRange: SQL | undefined) {
  const model = sql<string>`coalesce(${judgeCalls.returnedModel}, ${judgeCalls.requestedModel})`;
  return db
    .select({ model, ...FIGURES })
    .from(judgeCalls)
    .where(isInRange)
    .groupBy(model)
    .orderBy(sql`${FIGURES.knownUsd} desc nulls last`, desc(count()), model);
}

/** Summed by grading or dry run first: that leaves few rows to join. */
function listByProblem(db: Db, isInRange: SQL | undefined) {
  const byGrade = db
    .select({
      gradeId: judgeCalls.gradeId,
      dryRunId: judgeCalls.dryRunId,
      calls: count().as("calls"),
      knownUsd: FIGURES.knownUsd.as("known_usd"),
      unpricedCalls: FIGURES.unpricedCalls.as("unpriced_calls"),
      inputTokens: FIGURES.inputTokens.as("input_sum"),
      outputTokens: FIGURES.outputTokens.as("output_sum"),
      uncountedCalls: FIGURES.uncountedCalls.as("uncounted_calls"),
    })
    .from(judgeCalls)
    .where(isInRange)
    .groupBy(judgeCalls.gradeId, judgeCalls.dryRunId)
    .as("by_grade");
  const knownUsd = sql<number | null>`sum(${byGrade.knownUsd})::float8`;
  const slug = sql<string>`coalesce(${problems.slug}, ${drafts.slug})`;
  return db
    .select({
      slug,
      gradings: count(byGrade.gradeId),
      dryRuns: count(byGrade.dryRunId),
      calls: sql<number>`sum(${byGrade.calls})::int`,
      knownUsd,
      unpricedCalls: sql<number>`sum(${byGrade.unpricedCalls})::int`,
      inputTokens: sql<number | null>`sum(${byGrade.inputTokens})::float8`,
      outputTokens: sql<number | null>`sum(${byGrade.outputTokens})::float8`,
      uncountedCalls: sql<number>`sum(${byGrade.uncountedCalls})::int`,
    })
    .from(byGrade)
    .leftJoin(grades, eq(grades.id, byGrade.gradeId))
    .leftJoin(attempts, eq(attempts.id, grades.attemptId))
    .leftJoin(problems, eq(problems.id, attempts.problemId))
    .leftJoin(dryRuns, eq(dryRuns.id, byGrade.dryRunId))
    .leftJoin(drafts, eq(drafts.id, dryRuns.draftId))
    .groupBy(slug)
    .orderBy(sql`${knownUsd} desc nulls last`, sql`sum(${byGrade.calls}) desc`, slug);
}
