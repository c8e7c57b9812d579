import { and, count, gte, lt, sql } from "drizzle-orm";
import { unionAll } from "drizzle-orm/pg-core";
import type { Db } from "../db/client";
import { attemptQuestions } from "../db/tables/aids";
import { judgeCalls } from "../db/tables/grades";
import type { CallPurpose } from "../db/tables/grades";
import { speechCalls } from "../db/tables/speech";
import { attemptTurns } from "../db/tables/turns";
import { judgeTests } from "../db/tables/settings";
import { OFFLINE_KIND } from "#domain/grading/judge-description";

export type Calls = ReturnType<typeof selectCalls>;

const nobody = (name: string) => sql<string | null>`null::uuid`.as(name);

/**
 * Calls of models in a range of time, one a row, as a subquery: those of gradings, dry runs and checks
 * of the judge, those for candidates' questions, the interviewer's follow-ups and speech, and what admins
 * asked the judge, each naming what it was for.
 */
export function selectCalls(db: Db, { from, until }: { from: Date; until: Date }) {
  const ofJudge = db
    .select({
      at: sql<Date | null>`${judgeCalls.startedAt}`.as("at"),
      purpose: sql<CallPurpose>`${judgeCalls.purpose}`.as("purpose"),
      model: sql<string>`coalesce(${judgeCalls.returnedModel}, ${judgeCalls.requestedModel})`.as(
        "model",
      ),
      inputTokens: judgeCalls.inputTokens,
      outputTokens: judgeCalls.outputTokens,
      costUsd: judgeCalls.costUsd,
      gradeId: sql<string | null>`${judgeCalls.gradeId}`.as("grade_id"),
      dryRunId: sql<string | null>`${judgeCalls.dryRunId}`.as("dry_run_id"),
      judgeCheckId: sql<string | null>`${judgeCalls.judgeCheckId}`.as("judge_check_id"),
      questionId: nobody("question_id"),
      askingId: nobody("asking_id"),
    })
    .from(judgeCalls)
    .where(and(gte(judgeCalls.startedAt, from), lt(judgeCalls.startedAt, until)));
  const { returnedModel, requestedModel, calledAt } = attemptQuestions;
  const ofInterviewer = db
    .select({
      at: sql<Date | null>`${calledAt}`.as("at"),
      purpose: sql<CallPurpose>`'question'`.as("purpose"),
      model: sql<string>`coalesce(${returnedModel}, ${requestedModel})`.as("model"),
      inputTokens: attemptQuestions.inputTokens,
      outputTokens: attemptQuestions.outputTokens,
      costUsd: attemptQuestions.costUsd,
      gradeId: nobody("grade_id"),
      dryRunId: nobody("dry_run_id"),
      judgeCheckId: nobody("judge_check_id"),
      questionId: sql<string | null>`${attemptQuestions.id}`.as("question_id"),
      askingId: sql<string | null>`${attemptQuestions.attemptId}`.as("asking_id"),
    })
    .from(attemptQuestions)
    .where(and(gte(calledAt, from), lt(calledAt, until)));
  const turns = attemptTurns;
  const ofFollowUps = db
    .select({
      at: sql<Date | null>`${turns.calledAt}`.as("at"),
      purpose: sql<CallPurpose>`'question'`.as("purpose"),
      model: sql<string>`coalesce(${turns.returnedModel}, ${turns.requestedModel})`.as("model"),
      inputTokens: turns.inputTokens,
      outputTokens: turns.outputTokens,
      costUsd: turns.costUsd,
      gradeId: nobody("grade_id"),
      dryRunId: nobody("dry_run_id"),
      judgeCheckId: nobody("judge_check_id"),
      questionId: sql<string | null>`${turns.id}`.as("question_id"),
      askingId: sql<string | null>`${turns.attemptId}`.as("asking_id"),
    })
    .from(turns)
    .where(and(gte(turns.calledAt, from), lt(turns.calledAt, until)));
  const ofSpeech = db
    .select({
      at: sql<Date | null>`${speechCalls.calledAt}`.as("at"),
      purpose: sql<CallPurpose>`'speech'`.as("purpose"),
      model: sql<string>`${speechCalls.requestedModel}`.as("model"),
      // Sound has none: so many is no lower bound.
      inputTokens: sql<number | null>`0`.as("input_tokens"),
      outputTokens: sql<number | null>`0`.as("output_tokens"),
      costUsd: speechCalls.costUsd,
      gradeId: nobody("grade_id"),
      dryRunId: nobody("dry_run_id"),
      judgeCheckId: nobody("judge_check_id"),
      questionId: nobody("question_id"),
      askingId: sql<string | null>`${speechCalls.attemptId}`.as("asking_id"),
    })
    .from(speechCalls)
    .where(and(gte(speechCalls.calledAt, from), lt(speechCalls.calledAt, until)));
  const { result, startedAt } = judgeTests;
  const ofTests = db
    .select({
      at: sql<Date | null>`${startedAt}`.as("at"),
      purpose: sql<CallPurpose>`'check'`.as("purpose"),
      model:
        sql<string>`coalesce(${result} ->> 'returnedModel', ${result} ->> 'requestedModel')`.as(
          "model",
        ),
      inputTokens: sql<number | null>`(${result} #>> '{tokens,input}')::int`.as("input_tokens"),
      outputTokens: sql<number | null>`(${result} #>> '{tokens,output}')::int`.as("output_tokens"),
      costUsd: judgeTests.costUsd,
      gradeId: nobody("grade_id"),
      dryRunId: nobody("dry_run_id"),
      judgeCheckId: nobody("judge_check_id"),
      questionId: nobody("question_id"),
      askingId: nobody("asking_id"),
    })
    .from(judgeTests)
    .where(
      and(
        ...[gte(startedAt, from), lt(startedAt, until)],
        // A local judge's are no calls; what wasn't reached wasn't billed.
        sql`not coalesce((${result} ->> 'isLocal')::boolean, ${result} ->> 'kind' = ${OFFLINE_KIND})`,
        sql`((${result} ->> 'isReached')::boolean or ${result} -> 'tokens' <> 'null'::jsonb)`,
      ),
    );
  return unionAll(ofJudge, ofInterviewer, ofFollowUps, ofSpeech, ofTests).as("calls");
}

/** What a group of such calls adds up to. */
export function figuresOf(calls: Calls) {
  return {
    calls: count(),
    knownUsd: sql<number | null>`sum(${calls.costUsd})::float8`,
    unpricedCalls: sql<number>`count(*) filter (where ${calls.costUsd} is null)::int`,
    inputTokens: sql<number | null>`sum(${calls.inputTokens})::float8`,
    outputTokens: sql<number | null>`sum(${calls.outputTokens})::float8`,
    uncountedCalls: sql<number>`count(*) filter (where ${calls.inputTokens} is null)::int`,
  };
}
