import { DelayedError, UnrecoverableError } from "bullmq";
import type { Job } from "bullmq";
import type { Logger } from "pino";
import type { Rate } from "#domain/accounts/person-limits";
import { estimateCall } from "#domain/settings/grading-plan";
import type { Db } from "../db/client";
import type { JudgeCall } from "#domain/grading/grade.schema";
import { JudgeError } from "../grading/judge";
import type { Judge } from "../grading/judge";
import { chargeText } from "../grades/charge-text";
import { createContentLoader } from "../grades/grading-content";
import type { LoadContent } from "../grades/grading-content";
import { deleteKeptReplies } from "../grades/delete-kept-replies";
import { isTasterGrade } from "../grades/is-taster-grade";
import { recordDelay, recordNeedsAttention } from "../grades/record-failure";
import { saveGrade } from "../grades/save-grade";
import { saveJudgeCalls } from "../grades/save-judge-calls";
import { takeGrading } from "../grades/take-grading";
import type { GradingTask } from "../grades/take-grading";
import { takeShare } from "../grades/take-share";
import { isQueuedAgain } from "../grades/is-queued-again";
import { gradingJob } from "../jobs/grading-job";
import type { JobPayload } from "../jobs/define-job";
import { mayFollow } from "../settings/get-may-follow";
import { announceGrade } from "../jobs/progress";
import { TextTaskError } from "../threads/text-task-error";
import type { HeldTurn } from "./turns/hold-turn";
import { decideAfterFailure, isSuspect, tooManyRestarts } from "./after-failure";
import type { AfterFailure } from "./after-failure";
import { isDayUsedUp } from "./day-budget";
import type { AroundText, Grader } from "./grade-in-threads";
import { openCalls } from "./keep-calls";
import type { JudgeInUse, Judges } from "./judges";
import { shareOf } from "../grades/share-of";
import { createPatience } from "./patience";
import { createProgressWriter } from "./progress-writer";
import { toGradeInput } from "./to-grade-input";
import { takeGradingTurn } from "./turns/take-grading-turn";
import { watchLease } from "./watch-lease";

/** How soon a grading is tried again that waits for another of its person's. */
const SHARE_RETRY_MS = 5_000;
/** How soon one looks again that waits for the model's server: its place in line is kept for longer. */
const TURN_RETRY_MS = 2_000;

export type GradingTools = {
  db: Db;
  judges: Pick<Judges, "current" | "offline">;
  graderOf: (judge: Judge) => Grader;
  log: Logger;
  /** Aborted when the process is told to stop and its time to finish has run out. */
  stopping: AbortSignal;
  /** US dollars a day over all gradings, unless an admin has set another; undefined for no bound. */
  maxUsdPerDay: number | undefined;
  /** Percent of it that one candidate or reviewer may use up. */
  maxSharePercent: number;
  limits: Rate;
  /** Whole time one try may take, model calls and all. */
  budgetMs: number;
  /** Wait before the second try; doubles with each further one. */
  retryMs: number;
};

/**
 * Runs one grading job: take the lease, grade, save. The row decides what happens, never the queue:
 * a job for a grading that is done, or that another worker has taken over, does nothing.
 */
export function createGradingHandler(tools: GradingTools) {
  const loadContent = createContentLoader(tools.db);
  return async function handleGrading(job: Job<JobPayload>, token?: string): Promise<void> {
    const { rowId: gradeId, requestId } = gradingJob.read(job.data);
    const isTaster = await isTasterGrade(tools.db, gradeId);
    const inUse = isTaster ? tools.judges.offline : await tools.judges.current();
    const { judge, findSpeeds } = inUse;
    // Before the lease: what waits stays queued, and holds nothing that others wait for.
    const held = await takeGradingTurn(tools.db, gradeId, judge);
    if (held === "gone") return;
    if (held === "later") {
      await announceGrade(tools.db, gradeId);
      return putOff(job, token, TURN_RETRY_MS);
    }
    let delayMs: number | null;
    try {
      delayMs = await runInTurn(
        tools,
        { gradeId, requestId, isTaster, judge, findSpeeds, held },
        loadContent,
      );
    } finally {
      await held?.release();
    }
    if (delayMs !== null) await putOff(job, token, delayMs);
  };
}

type TurnOfGrading = {
  gradeId: string;
  requestId: string | undefined;
  isTaster: boolean;
  judge: Judge;
  findSpeeds: JudgeInUse["findSpeeds"];
  /** Null where its server takes all calls at once. */
  held: HeldTurn | null;
};

/** @returns after how many milliseconds it is to be tried again; null where nothing is left to do */
async function runInTurn(
  tools: GradingTools,
  { gradeId, requestId, isTaster, judge, findSpeeds, held }: TurnOfGrading,
  loadContent: LoadContent,
): Promise<number | null> {
  const task = await takeGrading(tools.db, gradeId, loadContent, tools.limits);
  if (task === null) return null;
  if (task === "held") {
    await announceGrade(tools.db, gradeId);
    return null;
  }
  const log = tools.log.child({ gradeId, leaseEpoch: task.lease.leaseEpoch, requestId });
  // A taster costs nothing and waits for no money.
  const maxUsdPerDay = isTaster ? null : (task.bounds.perDay ?? tools.maxUsdPerDay);
  const shareUsd = shareOf(task.payer, maxUsdPerDay, tools);
  if (shareUsd !== null) {
    const share = { userId: task.payer.id, usd: shareUsd };
    const outcome = await takeShare(tools.db, task.lease, share);
    if (outcome !== "free") await announceGrade(tools.db, gradeId);
    if (outcome === "used_up") return null;
    if (outcome === "later") return SHARE_RETRY_MS;
  }
  const refusal = tooManyRestarts(task) ?? (await overDailyBudget(tools.db, maxUsdPerDay));
  if (refusal) await recordFailure(tools.db, task, refusal);
  const failure = refusal ?? (await tryGrading(tools, task, { judge, findSpeeds, held }, log));
  if (failure === null) {
    // Whoever stops it and goes on at once finds this job on the queue, so this one takes it up again.
    return held && (await isQueuedAgain(tools.db, task.lease)) ? TURN_RETRY_MS : null;
  }
  await announceGrade(tools.db, gradeId);
  if (failure.kind === "give_up") {
    log.warn({ errorKind: failure.errorKind }, "grading needs attention");
    throw new UnrecoverableError(failure.errorKind);
  }
  log.info({ errorKind: failure.errorKind, delayMs: failure.delayMs }, "grading is put off");
  return failure.delayMs;
}

async function putOff(job: Job<JobPayload>, token: string | undefined, delayMs: number) {
  await job.moveToDelayed(Date.now() + delayMs, token);
  throw new DelayedError();
}

/** @returns null when a grade was saved, or when another worker holds the lease by now */
async function tryGrading(
  tools: GradingTools,
  task: GradingTask,
  { judge, findSpeeds, held }: Pick<TurnOfGrading, "judge" | "findSpeeds" | "held">,
  log: Logger,
): Promise<AfterFailure | null> {
  const progress = createProgressWriter(tools, task.lease);
  const patience = createPatience(tools.budgetMs);
  const watched = held && watchLease(tools.db, task.lease, log);
  const kept = held && (await openCalls(tools.db, task.lease));
  const speeds = held && (await findSpeeds());
  const eachMs = speeds && estimateCall(speeds, task.mode);
  const billed: JudgeCall[] = [];
  try {
    const grade = await tools.graderOf(judge)(toGradeInput(task), {
      ...(isSuspect(task) && { aroundText: chargeAround(tools.db, task) }),
      signal: AbortSignal.any([
        tools.stopping,
        patience.signal,
        ...(held && watched ? [held.lost, watched.lost] : []),
      ]),
      ...(task.bounds.perGrade !== null && { maxUsd: task.bounds.perGrade }),
      debrief: {
        mayFollow: await mayFollow(tools.db, judge),
        onFault: (error) => log.error({ err: error }, "the debrief failed"),
      },
      onProgress: progress.tell,
      onCall: (call) => {
        // At home a grading has as long as it gets replies: none of them is asked for again.
        if (kept) {
          patience.renew();
          progress.answered(call);
        } else billed.push({ ...call, index: billed.length });
      },
      ...(kept && { kept, onPlanned: (calls) => progress.plan(calls, eachMs) }),
    });
    const isSaved = await saveGrade(tools.db, task.lease, grade, kept?.idOf);
    const debrief = grade.debrief?.status ?? null;
    const { durationMs, calls } = grade;
    log.info({ isSaved, durationMs, calls: calls.length, debrief }, "graded");
    return null;
  } catch (error) {
    await saveJudgeCalls(tools.db, task.lease, billed);
    if (watched?.lost.aborted) {
      log.info("another worker has the grading, or nobody wants it");
      return null;
    }
    if (held && error instanceof JudgeError && error.kind === "canary_failed") {
      await deleteKeptReplies(tools.db, task.lease.gradeId);
    }
    const decision = decideAfterFailure(error, task, {
      // Whose turn was lost has done nothing wrong.
      isStopping: tools.stopping.aborted || Boolean(held?.lost.aborted),
      isOutOfTime: patience.signal.aborted,
      isInTurn: held !== null,
      firstDelayMs: tools.retryMs,
    });
    if (error instanceof TextTaskError) {
      log.warn({ kind: error.kind, where: error.message }, "the text could not be read");
    }
    if (decision === null) throw error;
    await recordFailure(tools.db, task, decision);
    return decision;
  } finally {
    patience.end();
    watched?.stop();
    await progress.settle();
  }
}

function chargeAround(db: Db, { lease }: GradingTask): AroundText {
  const isOwnDoing = (error: unknown) => error instanceof TextTaskError && error.isOwnDoing;
  return (run) => chargeText(db, lease, isOwnDoing, run);
}

async function recordFailure(db: Db, task: GradingTask, decision: AfterFailure): Promise<void> {
  const failure = { kind: decision.errorKind, userMessage: decision.userMessage };
  if (decision.kind === "give_up") return recordNeedsAttention(db, task.lease, failure);
  const { countsAsFailure, countsAsTextFailure } = decision;
  await recordDelay(db, task.lease, { ...failure, countsAsFailure, countsAsTextFailure });
}

async function overDailyBudget(
  db: Db,
  maxUsdPerDay: number | null | undefined,
): Promise<AfterFailure | null> {
  if (!(await isDayUsedUp(db, maxUsdPerDay))) return null;
  return {
    kind: "give_up",
    errorKind: "budget_exceeded",
    userMessage: "Today's budget for grading is used up. Your work is kept; ask again tomorrow.",
  };
}
