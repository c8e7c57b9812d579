import { UnrecoverableError } from "bullmq";
import type { Job } from "bullmq";
import type { Logger } from "pino";
import { saveDryRun, saveDryRunFailure, saveDryRunProgress } from "../authoring/save-dry-run";
import { summarizeDryRun } from "../authoring/summarize-dry-run";
import type { Trial } from "../authoring/summarize-dry-run";
import { takeDryRun } from "../authoring/take-dry-run";
import type { DryRunTask, TriedContent } from "../authoring/take-dry-run";
import type { Db } from "../db/client";
import { getSpentTodayUsd } from "../grades/save-judge-calls";
import { gradeAnswer } from "../grading/grade-answer";
import type { Grade } from "../grading/grade.schema";
import { JudgeError } from "../grading/judge";
import type { Judge } from "../grading/judge";
import { DRY_RUN_ATTEMPTS, dryRunJobSchema } from "../jobs/dry-run-job";
import type { DryRunJob } from "../jobs/dry-run-job";
import { getJudgeControls } from "../settings/get-judge-controls";
import type { JudgeControls } from "../settings/judge-controls.schema";
import { describeJudgeError } from "./after-failure";

export type DryRunTools = {
  db: Db;
  judge: Judge;
  log: Logger;
  stopping: AbortSignal;
  /** What the environment says; an admin may have set otherwise. */
  defaults: JudgeControls;
  /** Whole time one try may take. */
  budgetMs: number;
};

type Answer = DryRunTask["answers"][number];
/** What calls have cost so far; null once one of them had no known price. */
type Bill = { usd: number | null };

const FAILED_USER_MESSAGE = "The dry run broke off. Ask for it again.";

/**
 * Runs one dry run: take the lease, grade every calibration answer under what is published and
 * under the draft, save the comparison. The row decides, as it does for gradings.
 */
export function createDryRunHandler(tools: DryRunTools) {
  return async function handleDryRun(job: Job<DryRunJob>): Promise<void> {
    const { dryRunId } = dryRunJobSchema.parse(job.data);
    const task = await takeDryRun(tools.db, dryRunId);
    if (!task) return;
    const log = tools.log.child({ dryRunId, leaseEpoch: task.lease.leaseEpoch });
    const { inForce } = await getJudgeControls(tools.db, tools.defaults);
    const { maxUsdPerDay } = inForce;
    if (maxUsdPerDay !== null && (await getSpentTodayUsd(tools.db)) >= maxUsdPerDay) {
      const message = "Today's budget for grading is used up. Ask again tomorrow.";
      return saveDryRunFailure(tools.db, task.lease, message, null);
    }
    const bill: Bill = { usd: 0 };
    try {
      const trials = await tryAnswers({ ...tools, controls: inForce }, task, bill);
      const judge = { kind: tools.judge.kind, model: tools.judge.requestedModel };
      const isSaved = await saveDryRun(
        tools.db,
        task.lease,
        summarizeDryRun(judge, trials),
        bill.usd,
      );
      log.info({ isSaved, answers: trials.length }, "dry run ended");
    } catch (error) {
      await endOrThrow(tools, task, job.attemptsMade, bill, error);
    }
  };
}

type TryTools = DryRunTools & { controls: JudgeControls };

async function tryAnswers(tools: TryTools, task: DryRunTask, bill: Bill): Promise<Trial[]> {
  const signal = AbortSignal.any([tools.stopping, AbortSignal.timeout(tools.budgetMs)]);
  const of = task.answers.length * (task.before === null ? 1 : 2);
  let done = 0;
  async function grade(content: TriedContent, answer: Answer): Promise<Grade> {
    const result = await gradeOne(tools, content, answer, signal, bill);
    done += 1;
    await saveDryRunProgress(tools.db, task.lease, { done, of });
    return result;
  }
  const trials: Trial[] = [];
  // One after the other: a dry run must not hold up the people who wait for their grades.
  for (const answer of task.answers) {
    const before = task.before && (await grade(task.before, answer));
    const after = await grade(task.after, answer);
    trials.push({ name: answer.name, head: answer.head, before, after });
  }
  return trials;
}

function gradeOne(
  tools: TryTools,
  { problem, rubric, rubricHash }: TriedContent,
  { answers, scene, head }: Answer,
  signal: AbortSignal,
  bill: Bill,
): Promise<Grade> {
  const { level } = head;
  const lens = problem.head.lenses[0] ?? "product";
  return gradeAnswer(
    {
      problem: { ...problem.head, statementMarkdown: problem.statementMarkdown },
      ...{ rubric, rubricHash, answers, scene, mode: tools.controls.mode, level, lens },
    },
    tools.judge,
    {
      signal,
      ...(tools.controls.maxUsdPerGrade !== null && { maxUsd: tools.controls.maxUsdPerGrade }),
      onCall: ({ costUsd }) => {
        bill.usd = bill.usd === null || costUsd === null ? null : bill.usd + costUsd;
      },
    },
  );
}

/** What may pass is tried again by the queue; what can't, or did not in time, ends the dry run. */
async function endOrThrow(
  tools: DryRunTools,
  { lease }: DryRunTask,
  attemptsMade: number,
  bill: Bill,
  error: unknown,
): Promise<void> {
  const isHopeless = error instanceof JudgeError && !error.retryable && error.kind !== "aborted";
  if (!isHopeless && attemptsMade + 1 < DRY_RUN_ATTEMPTS) throw error;
  const userMessage =
    error instanceof JudgeError ? describeJudgeError(error.kind) : FAILED_USER_MESSAGE;
  await saveDryRunFailure(tools.db, lease, userMessage, bill.usd);
  throw isHopeless ? new UnrecoverableError(error.kind) : error;
}
