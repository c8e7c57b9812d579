import { UnrecoverableError } from "bullmq";
import type { Job } from "bullmq";
import type { Logger } from "pino";
import { saveDryRun, saveDryRunFailure, saveDryRunProgress } from "../authoring/save-dry-run";
import { summarizeDryRun } from "../authoring/summarize-dry-run";
import type { Trial } from "../authoring/summarize-dry-run";
import type { DraftChecker } from "../authoring/check-draft";
import { takeDryRun } from "../authoring/take-dry-run";
import type { DryRunTask, TriedContent } from "../authoring/take-dry-run";
import type { Db } from "../db/client";
import { forgetCalls, openCalls } from "../grades/keep-calls";
import { saveJudgeCalls } from "../grades/save-judge-calls";
import type { DryRunResult } from "#domain/authoring/dry-run.schema";
import { measureCoverage, requireCoverage } from "../grading/coverage";
import { toGradedProblem } from "../grading/grade-input";
import type { Grade, JudgeCall } from "#domain/grading/grade.schema";
import { JudgeError } from "../grading/judge";
import type { Judge } from "../grading/judge";
import { dryRunJob } from "../jobs/dry-run-job";
import type { JobPayload } from "../jobs/define-job";
import { mayFollow } from "../settings/get-may-follow";
import { getJudgeControls } from "../settings/get-judge-controls";
import type { JudgeControls } from "#domain/settings/judge-controls.schema";
import { TextTaskError } from "../threads/text-task-error";
import { inGradingTurn } from "../turns/in-grading-turn";
import { describeJudgeError } from "./after-failure";
import { isDayUsedUp } from "./day-budget";
import type { Grader } from "./grade-in-threads";
import { findInterruption } from "./interruptions";
import type { Judges } from "./judges";
import { createPatience } from "./patience";

export type DryRunTools = {
  db: Db;
  judges: Pick<Judges, "current">;
  graderOf: (judge: Judge) => Grader;
  checkDraft: DraftChecker;
  log: Logger;
  stopping: AbortSignal;
  /** What the environment says; an admin may have set otherwise. */
  defaults: JudgeControls;
  /** Whole time one try may take. */
  budgetMs: number;
};

type Answer = DryRunTask["answers"][number];
/** What calls have cost so far, null once one of them had no known price; and how many there were. */
type Bill = { usd: number | null; calls: number };

const FAILED_USER_MESSAGE = "The dry run was interrupted. Start it again.";
const UNREADABLE_USER_MESSAGE =
  "Reading one of the calibration answers took more time or memory than an answer should.";
const OVER_BUDGET_USER_MESSAGE = "Today's budget for grading is used up. Ask again tomorrow.";

/**
 * Runs one dry run: take the lease, grade every calibration answer under what is published and
 * under the draft, save the comparison. The row decides, as it does for gradings.
 */
export function createDryRunHandler(tools: DryRunTools) {
  return async function handleDryRun(
    job: Pick<Job<JobPayload>, "data" | "attemptsMade">,
  ): Promise<void> {
    const { rowId: dryRunId, requestId } = dryRunJob.read(job.data);
    const task = await takeDryRun(tools.db, tools.checkDraft, dryRunId);
    if (!task) return;
    const log = tools.log.child({ dryRunId, leaseEpoch: task.lease.leaseEpoch, requestId });
    const { inForce } = await getJudgeControls(tools.db, tools.defaults);
    const bill: Bill = { usd: 0, calls: 0 };
    const interruption = findInterruption("The dry run", task.lease);
    if (interruption !== null) {
      log.warn("dry run was interrupted too often");
      return saveDryRunFailure(tools.db, task.lease, interruption, null);
    }
    try {
      const { judge } = await tools.judges.current();
      requireCoverage(judge, task.after.rubric);
      const baseline = judgeBaseline(judge, task.before);
      const compared = baseline === "graded" ? task : { ...task, before: null };
      const grade = tools.graderOf(judge);
      const debrief = { mayFollow: await mayFollow(tools.db, judge) };
      const trying = { ...tools, judge, grade, controls: inForce, debrief };
      const trials = await tryAnswers(trying, compared, bill);
      if (trials === null) {
        log.info({ calls: bill.calls }, "dry run ended at the day's bound");
        return await saveDryRunFailure(tools.db, task.lease, OVER_BUDGET_USER_MESSAGE, bill.usd);
      }
      const isSaved = await saveDryRun(
        tools.db,
        task.lease,
        summarizeDryRun(
          {
            kind: judge.kind,
            model: judge.requestedModel,
            label: judge.label,
            isLocal: judge.isLocal,
          },
          trials,
          task.answersHash,
          baseline,
        ),
        bill.usd,
      );
      await forgetCalls(tools.db, dryRunId);
      log.info({ isSaved, answers: trials.length }, "dry run ended");
    } catch (error) {
      await endOrThrow(tools, task, job.attemptsMade, bill, error);
    }
  };
}

/** What is published may be what no judge here can mark: the draft is then compared with labels alone. */
function judgeBaseline(
  judge: Judge,
  before: TriedContent | null,
): NonNullable<DryRunResult["baseline"]> {
  if (before === null) return "none";
  const coverage = measureCoverage(judge, before.rubric);
  return coverage === null || coverage.isEnough ? "graded" : "not_estimated";
}

type TryTools = DryRunTools & {
  judge: Judge;
  grade: Grader;
  controls: JudgeControls;
  debrief: { mayFollow: boolean };
};

/** @returns null when the day's bound on spending was reached; what was made by then is on the bill */
async function tryAnswers(tools: TryTools, task: DryRunTask, bill: Bill): Promise<Trial[] | null> {
  // At home what was answered is kept, so that each answer has a bound of its own.
  const signal = tools.judge.oneAtATime
    ? tools.stopping
    : AbortSignal.any([tools.stopping, AbortSignal.timeout(tools.budgetMs)]);
  const of = task.answers.length * (task.before === null ? 1 : 2);
  let done = 0;
  async function grade(content: TriedContent, answer: Answer, part: string): Promise<Grade> {
    const result = await inGradingTurn(tools.db, tools.judge, signal, (within) =>
      gradeOne(tools, task, content, answer, { signal: within, bill, part }),
    );
    done += 1;
    await saveDryRunProgress(tools.db, task.lease, { done, of });
    return result;
  }
  const trials: Trial[] = [];
  // One after the other: a dry run must not hold up the people who wait for their grades.
  for (const answer of task.answers) {
    if (await isDayUsedUp(tools.db, tools.controls.maxUsdPerDay)) return null;
    const before = task.before && (await grade(task.before, answer, `${answer.name} before`));
    const after = await grade(task.after, answer, `${answer.name} after`);
    trials.push({ name: answer.name, head: answer.head, before, after });
  }
  return trials;
}

/** Its calls are put on the bill of the day whether they led to a grade or not. */
async function gradeOne(
  tools: TryTools,
  { lease }: DryRunTask,
  { problem, rubric, rubricHash }: TriedContent,
  { answers, scene, head }: Answer,
  { signal, bill, part }: { signal: AbortSignal; bill: Bill; part: string },
): Promise<Grade> {
  const { level } = head;
  const lens = problem.head.lenses[0] ?? "product";
  const billed: JudgeCall[] = [];
  const { oneAtATime } = tools.judge;
  const kept = oneAtATime && (await openCalls(tools.db, lease, part));
  const patience = createPatience(tools.budgetMs);
  try {
    return await tools.grade(
      {
        problem: toGradedProblem(problem),
        rubric,
        rubricHash,
        answers,
        scene,
        mode: tools.controls.mode,
        level,
        lens,
      },
      {
        signal: oneAtATime ? AbortSignal.any([signal, patience.signal]) : signal,
        debrief: tools.debrief,
        ...(tools.controls.maxUsdPerGrade !== null && { maxUsd: tools.controls.maxUsdPerGrade }),
        ...(kept && { kept }),
        onCall: (call) => {
          patience.renew();
          if (!kept) billed.push({ ...call, index: bill.calls });
          bill.calls += 1;
          bill.usd = bill.usd === null || call.costUsd === null ? null : bill.usd + call.costUsd;
        },
      },
    );
  } finally {
    patience.end();
    await saveJudgeCalls(tools.db, lease, billed);
  }
}

/** What may pass is tried again by the queue; what can't, or did not in time, ends the dry run. */
async function endOrThrow(
  tools: DryRunTools,
  { lease }: DryRunTask,
  attemptsMade: number,
  bill: Bill,
  error: unknown,
): Promise<void> {
  const isUnreadable = error instanceof TextTaskError && error.isOwnDoing;
  const isRefused = error instanceof JudgeError && !error.retryable && error.kind !== "aborted";
  const isHopeless = isUnreadable || isRefused;
  if (!isHopeless && attemptsMade + 1 < dryRunJob.attempts) throw error;
  const userMessage = describeFailure(error, isUnreadable);
  await saveDryRunFailure(tools.db, lease, userMessage, bill.usd);
  await forgetCalls(tools.db, lease.dryRunId);
  throw isHopeless ? new UnrecoverableError(error.kind) : error;
}

function describeFailure(error: unknown, isUnreadable: boolean): string {
  if (isUnreadable) return UNREADABLE_USER_MESSAGE;
  return error instanceof JudgeError ? describeJudgeError(error.kind) : FAILED_USER_MESSAGE;
}
