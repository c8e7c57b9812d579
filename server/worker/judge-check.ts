import type { Job } from "bullmq";
import type { Logger } from "pino";
import type { Db } from "../db/client";
import { deleteKeptReplies } from "../grades/delete-kept-replies";
import { saveJudgeCalls } from "../grades/save-judge-calls";
import type { CallRecord } from "../grading/call-and-record";
import type { KeptCalls } from "../grading/kept-calls";
import { JudgeError } from "../grading/judge";
import type { Judge } from "../grading/judge";
import { judgeCheckJob } from "../jobs/judge-check-job";
import type { JobPayload } from "../jobs/define-job";
import { measureCheck } from "../judges/check/measure-check";
import { countAnswers, readPlanted } from "../judges/check/read-planted";
import type { PlantedSet } from "../judges/check/read-planted";
import { runCheck } from "../judges/check/run-check";
import type { AroundItem } from "../judges/check/run-check";
import { getJudgeControls } from "../settings/get-judge-controls";
import type { JudgeControls } from "#domain/settings/judge-controls.schema";
import {
  isCheckHeld,
  saveCheckFailure,
  saveCheckOutcome,
  saveCheckSubject,
  saveJudgeCheck,
} from "../settings/save-judge-check";
import { takeJudgeCheck } from "../settings/take-judge-check";
import type { CheckTask } from "../settings/take-judge-check";
import { requireDayBudget } from "./day-budget";
import type { Grader } from "./grade-in-threads";
import { openCalls } from "./keep-calls";
import { inGradingTurn } from "./turns/in-grading-turn";
import { findInterruption } from "./interruptions";
import type { Judges } from "./judges";
import { createPatience } from "./patience";

export type JudgeCheckTools = {
  db: Db;
  judges: Judges;
  /** A grader of a judge's own: a check watches what the judge says. */
  graderOf: (judge: Judge) => Grader;
  log: Logger;
  stopping: AbortSignal;
  /** What the environment says; an admin may have set otherwise. */
  defaults: JudgeControls;
  /** Whole time that grading one answer may take. */
  budgetMs: number;
};

/** How soon a worker notices that a check was cancelled. */
const LOOK_EVERY_MS = 1_000;

const CHANGED = {
  errorKind: "changed",
  errorMessage: "The judge, its prompts or the planted answers changed during the check.",
};

/**
 * Runs one check: take the lease, grade each planted answer through the pipeline that grades
 * candidates, keep each outcome as it comes, and measure. What an earlier try has graded is not paid
 * for again. The row decides, as it does for gradings.
 */
export function createJudgeCheckHandler(tools: JudgeCheckTools) {
  return async function handleJudgeCheck(
    job: Pick<Job<JobPayload>, "data" | "attemptsMade">,
  ): Promise<void> {
    const { rowId: judgeCheckId, requestId } = judgeCheckJob.read(job.data);
    const task = await takeJudgeCheck(tools.db, judgeCheckId);
    if (!task) return;
    const log = tools.log.child({ judgeCheckId, leaseEpoch: task.lease.leaseEpoch, requestId });
    const lost = watchLease(tools, task, log);
    try {
      const errorMessage = findInterruption("The check", task.lease);
      if (errorMessage !== null) {
        await saveCheckFailure(tools.db, task.lease, { errorKind: "interrupted", errorMessage });
        return;
      }
      await check(tools, task, lost.signal, log);
    } catch (error) {
      if (lost.signal.aborted || !(await isCheckHeld(tools.db, task.lease))) {
        return log.info("the check was cancelled, or another worker has it");
      }
      await endOrThrow(tools, task, job.attemptsMade, error);
    } finally {
      lost.stop();
    }
  };
}

async function check(
  tools: JudgeCheckTools,
  task: CheckTask,
  lost: AbortSignal,
  log: Logger,
): Promise<void> {
  const { db } = tools;
  const { lease } = task;
  const { judge } = await tools.judges.current();
  const planted = await readPlanted(task.mode);
  if (!isSameSubject(task, judge, planted)) {
    await saveCheckFailure(db, lease, CHANGED);
    return;
  }
  const { promptVersion, promptHash, hash: plantedHash } = planted;
  const of = countAnswers(planted);
  const subject = { judgeKind: judge.kind, promptVersion, promptHash, plantedHash };
  await saveCheckSubject(db, lease, subject, of);
  const { maxUsdPerGrade, maxUsdPerDay } = (await getJudgeControls(db, tools.defaults)).inForce;
  let done = task.known.size;
  let position = 0;
  const outcomes = await runCheck(planted, {
    judge,
    known: task.known,
    signal: AbortSignal.any([tools.stopping, lost]),
    grade: (watched, input, options) => tools.graderOf(watched)(input, options),
    bounds: { maxUsd: maxUsdPerGrade, budgetMs: tools.budgetMs },
    ...(judge.oneAtATime && { aroundItem: atHome(tools, { lease, judge, lost }) }),
    mayGoOn: async () => {
      requireGoing(tools.stopping, lost);
      await requireDayBudget(db, maxUsdPerDay);
    },
    onCalls: async (calls: CallRecord[]) => {
      // At home they were billed as they came.
      if (judge.oneAtATime) return;
      const indexed = calls.map((call, i) => ({ ...call, index: position + i }));
      position += calls.length;
      await saveJudgeCalls(db, lease, indexed);
    },
    onOutcome: async (outcome) => {
      done += 1;
      const isHeld = await saveCheckOutcome(db, lease, outcome, { done, of });
      if (!isHeld) throw new JudgeError("aborted", "the check was stopped", { retryable: true });
    },
  });
  const returnedModel = outcomes.flatMap((one) =>
    one.kind === "graded" ? [one.returnedModel] : [],
  );
  const figures = measureCheck(planted, outcomes, judge);
  const isSaved = await saveJudgeCheck(db, lease, {
    figures,
    returnedModel: returnedModel[0] ?? null,
  });
  await deleteKeptReplies(db, lease.judgeCheckId);
  log.info({ isSaved, isWanting: figures.isWanting }, "the judge was checked");
}

/** Each answer waits for its turn, has a bound of its own, and goes on from what was answered. */
function atHome(
  { db, stopping, budgetMs }: JudgeCheckTools,
  { lease, judge, lost }: { lease: CheckTask["lease"]; judge: Judge; lost: AbortSignal },
): AroundItem {
  return async (itemId, run) =>
    inGradingTurn(db, judge, AbortSignal.any([stopping, lost]), async (signal) => {
      const calls = await openCalls(db, lease, itemId);
      const patience = createPatience(budgetMs);
      const kept: KeptCalls = {
        ...calls,
        keep: async (asked, call) => {
          patience.renew();
          await calls.keep(asked, call);
        },
      };
      try {
        return await run({ signal: AbortSignal.any([signal, patience.signal]), kept });
      } finally {
        patience.end();
      }
    });
}

/** Whether what is to be graded now belongs to what was graded before. */
function isSameSubject(task: CheckTask, judge: Judge, planted: PlantedSet): boolean {
  if (judge.isEstimate || judge.requestedModel !== task.requestedModel) return false;
  return (
    task.begun === null ||
    (task.begun.promptHash === planted.promptHash && task.begun.plantedHash === planted.hash)
  );
}

function requireGoing(stopping: AbortSignal, lost: AbortSignal): void {
  if (!stopping.aborted && !lost.aborted) return;
  throw new JudgeError("aborted", "the check was stopped", { retryable: true });
}

/** Looks again and again whether the check is still this worker's; aborts when it isn't. */
function watchLease(
  { db }: JudgeCheckTools,
  { lease }: CheckTask,
  log: Logger,
): { signal: AbortSignal; stop: () => void } {
  const lost = new AbortController();
  const timer = setInterval(() => {
    isCheckHeld(db, lease).then(
      (isHeld) => {
        if (!isHeld) lost.abort();
      },
      (error: unknown) => log.warn({ err: error }, "whether the check was cancelled is unknown"),
    );
  }, LOOK_EVERY_MS);
  return { signal: lost.signal, stop: () => clearInterval(timer) };
}

/** What may pass is tried again by the queue, from where it broke off; the rest ends the check. */
async function endOrThrow(
  tools: JudgeCheckTools,
  { lease }: CheckTask,
  attemptsMade: number,
  error: unknown,
): Promise<void> {
  const isRefused = error instanceof JudgeError && !error.retryable;
  if (tools.stopping.aborted) throw error;
  if (!isRefused && attemptsMade + 1 < judgeCheckJob.attempts) throw error;
  await saveCheckFailure(tools.db, lease, {
    errorKind: error instanceof JudgeError ? error.kind : "unknown",
    errorMessage: error instanceof JudgeError ? error.message : "",
  });
  await deleteKeptReplies(tools.db, lease.judgeCheckId);
  if (!(error instanceof JudgeError)) throw error;
}
