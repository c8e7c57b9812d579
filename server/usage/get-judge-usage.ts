import { count, desc, eq, ne, sql } from "drizzle-orm";
import type { Db } from "../db/client";
import { drafts, dryRuns } from "../db/tables/authoring";
import { attempts } from "../db/tables/attempts";
import { problems } from "../db/tables/content";
import { grades } from "../db/tables/grades";
import type { CallPurpose } from "../db/tables/grades";
import { figuresOf, selectCalls } from "./list-calls";
import type { Calls } from "./list-calls";
import { listUtcDays } from "./usage-days";

/** Calls of models, what they read and wrote, and what they cost. */
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
  /** Purposes that occurred, dearest first. */
  byPurpose: (CallFigures & { purpose: CallPurpose })[];
  /** Every day of the range in UTC, oldest first, as "2026-03-10". `questions` are among the calls. */
  byDay: (CallFigures & { day: string; questions: number })[];
  /** The model that answered, or that was asked for where none said its name; dearest first. */
  byModel: (CallFigures & { model: string; questions: number })[];
  byProblem: (CallFigures & {
    slug: string;
    gradings: number;
    dryRuns: number;
    questions: number;
  })[];
};

/** What models were asked for over the last `days` days in UTC, today included; dearest first. */
export function getUsageByPurpose(
  db: Db,
  range: { days: number; now: Date },
): Promise<JudgeUsage["byPurpose"]> {
  return listByPurpose(db, selectCalls(db, listUtcDays(range.now, range.days)));
}

const NO_CALLS: CallFigures = {
  calls: 0,
  knownUsd: null,
  unpricedCalls: 0,
  inputTokens: null,
  outputTokens: null,
  uncountedCalls: 0,
};

/**
 * What the calls of models cost, over the last `days` days in UTC, today included. Calls that led to
 * nothing are in it, and those of dry runs, candidates' questions, trials and checks: they were paid
 * for.
 */
export async function getJudgeUsage(
  db: Db,
  range: { days: number; now: Date },
): Promise<JudgeUsage> {
  const { days, from, until } = listUtcDays(range.now, range.days);
  const calls = selectCalls(db, { from, until });
  const [byPurpose, byDay, byModel, byProblem] = await Promise.all([
    listByPurpose(db, calls),
    listByDay(db, calls),
    listByModel(db, calls),
    listByProblem(db, calls),
  ]);
  const figuresOn = new Map(byDay.map((row) => [row.day, row]));
  return {
    total: byPurpose.map(({ purpose: _, ...figures }) => figures).reduce(addFigures, NO_CALLS),
    byPurpose,
    byDay: days.map((day) => figuresOn.get(day) ?? { day, questions: 0, ...NO_CALLS }),
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

function listByPurpose(db: Db, calls: Calls) {
  const figures = figuresOf(calls);
  return db
    .select({ purpose: calls.purpose, ...figures })
    .from(calls)
    .groupBy(calls.purpose)
    .orderBy(sql`${figures.knownUsd} desc nulls last`, desc(count()), calls.purpose);
}

function listByDay(db: Db, calls: Calls) {
  const day = sql<string>`to_char(${calls.at} at time zone 'utc', 'YYYY-MM-DD')`;
  return db
    .select({ day, questions: count(calls.questionId), ...figuresOf(calls) })
    .from(calls)
    .groupBy(day);
}

function listByModel(db: Db, calls: Calls) {
  const figures = figuresOf(calls);
  return db
    .select({ model: calls.model, questions: count(calls.questionId), ...figures })
    .from(calls)
    .groupBy(calls.model)
    .orderBy(sql`${figures.knownUsd} desc nulls last`, desc(count()), calls.model);
}

/**
 * Summed by grading, dry run or asking attempt first: that leaves few rows to join. Checks of the judge
 * are of no problem.
 */
function listByProblem(db: Db, calls: Calls) {
  const figures = figuresOf(calls);
  const sums = db
    .select({
      gradeId: calls.gradeId,
      dryRunId: calls.dryRunId,
      askingId: calls.askingId,
      questions: count(calls.questionId).as("questions"),
      calls: count().as("calls"),
      knownUsd: figures.knownUsd.as("known_usd"),
      unpricedCalls: figures.unpricedCalls.as("unpriced_calls"),
      inputTokens: figures.inputTokens.as("input_sum"),
      outputTokens: figures.outputTokens.as("output_sum"),
      uncountedCalls: figures.uncountedCalls.as("uncounted_calls"),
    })
    .from(calls)
    // Trials and checks are about no problem.
    .where(ne(calls.purpose, "check"))
    .groupBy(calls.gradeId, calls.dryRunId, calls.askingId)
    .as("sums");
  const knownUsd = sql<number | null>`sum(${sums.knownUsd})::float8`;
  const slug = sql<string>`coalesce(${problems.slug}, ${drafts.slug})`;
  return db
    .select({
      slug,
      gradings: count(sums.gradeId),
      dryRuns: count(sums.dryRunId),
      questions: sql<number>`sum(${sums.questions})::int`,
      calls: sql<number>`sum(${sums.calls})::int`,
      knownUsd,
      unpricedCalls: sql<number>`sum(${sums.unpricedCalls})::int`,
      inputTokens: sql<number | null>`sum(${sums.inputTokens})::float8`,
      outputTokens: sql<number | null>`sum(${sums.outputTokens})::float8`,
      uncountedCalls: sql<number>`sum(${sums.uncountedCalls})::int`,
    })
    .from(sums)
    .leftJoin(grades, eq(grades.id, sums.gradeId))
    .leftJoin(attempts, sql`${attempts.id} = coalesce(${grades.attemptId}, ${sums.askingId})`)
    .leftJoin(problems, eq(problems.id, attempts.problemId))
    .leftJoin(dryRuns, eq(dryRuns.id, sums.dryRunId))
    .leftJoin(drafts, eq(drafts.id, dryRuns.draftId))
    .groupBy(slug)
    .orderBy(sql`${knownUsd} desc nulls last`, sql`sum(${sums.calls}) desc`, slug);
}
