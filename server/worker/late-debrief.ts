import type { Job } from "bullmq";
import { eq, sql } from "drizzle-orm";
import type { Logger } from "pino";
import type { Debrief } from "#domain/grading/debrief.schema";
import type { JudgeControls } from "#domain/settings/judge-controls.schema";
import type { Db } from "../db/client";
import { judgeCalls } from "../db/tables/grades";
import { getPersonSpendUsd } from "../grades/get-person-spend";
import { createContentLoader } from "../grades/grading-content";
import { MAX_TRIES } from "../grades/late-debrief/request-late-debrief";
import { saveLateDebrief } from "../grades/late-debrief/save-late-debrief";
import { takeLateDebrief } from "../grades/late-debrief/take-late-debrief";
import type { LateDebriefTask } from "../grades/late-debrief/take-late-debrief";
import { shareOf } from "../grades/share-of";
import { leftOutReason } from "../grading/debrief/left-out-reason";
import { writeLateDebrief } from "../grading/debrief/write-late-debrief";
import { JudgeError } from "../grading/judge";
import type { Judge } from "../grading/judge";
import type { JobPayload } from "../jobs/define-job";
import { lateDebriefJob } from "../jobs/late-debrief-job";
import { getJudgeControls } from "../settings/get-judge-controls";
import type { Threads } from "../threads/open-threads";
import { TextTaskError } from "../threads/text-task-error";
import { isDayUsedUp } from "./day-budget";
import type { Judges } from "./judges";
import { createTextWork } from "./grade-in-threads";
import { openCalls } from "./keep-calls";
import { toGradeInput } from "./to-grade-input";
import { inGradingTurn } from "./turns/in-grading-turn";

export type LateDebriefTools = {
  db: Db;
  judges: Pick<Judges, "current">;
  log: Logger;
  stopping: AbortSignal;
  threads: Threads;
  /** What the environment says; an admin may have set otherwise. */
  defaults: JudgeControls;
  /** Percent of the day's dollars that one candidate may use up. */
  maxSharePercent: number;
};

/** From its turn on: a model at home is hung up on for its silence long before. */
const PATIENCE_MS = 30 * 60_000;
/** Its replies among those that are kept of a grading. */
const PART = "debrief";

/**
 * Writes a debrief that a candidate asked for once their grade was there. Whatever goes wrong with the
 * model or the money ends it in a reason, and leaves the grade as it is; a worker that stops leaves it
 * to the next, which asks for nothing that was answered.
 */
export function createLateDebriefHandler(tools: LateDebriefTools) {
  const loadContent = createContentLoader(tools.db);
  return async function handleLateDebrief(job: Pick<Job<JobPayload>, "data">): Promise<void> {
    const { rowId: gradeId, requestId } = lateDebriefJob.read(job.data);
    const task = await takeLateDebrief(tools.db, gradeId, loadContent);
    if (!task) return;
    const debrief = await tryDebrief(tools, task);
    if (debrief === null) return;
    const isSaved = await saveLateDebrief(tools.db, { gradeId, tries: task.tries }, debrief);
    tools.log.info({ gradeId, requestId, isSaved, status: debrief.status }, "late debrief");
  };
}

/** @returns null where this worker stops: the next one goes on */
async function tryDebrief(tools: LateDebriefTools, task: LateDebriefTask): Promise<Debrief | null> {
  const { gradeId } = task.lease;
  try {
    if (task.tries > MAX_TRIES) return { status: "left_out", reason: "failed" };
    const { judge } = await tools.judges.current();
    if (!judge.ask || judge.isEstimate) return { status: "left_out", reason: "failed" };
    const leftUsd = await findLeftUsd(tools, task);
    if (leftUsd !== null && leftUsd <= 0) return { status: "left_out", reason: "money" };
    return await inGradingTurn(tools.db, judge, tools.stopping, (turn) => {
      const signal = AbortSignal.any([turn, AbortSignal.timeout(PATIENCE_MS)]);
      return write(tools, task, { judge, signal, leftUsd });
    });
  } catch (error) {
    if (tools.stopping.aborted) return null;
    if (error instanceof JudgeError) return { status: "left_out", reason: leftOutReason(error) };
    tools.log.error({ err: error, gradeId }, "a late debrief failed");
    if (error instanceof TextTaskError) return { status: "left_out", reason: "failed" };
    throw error;
  }
}

async function write(
  { db, threads }: LateDebriefTools,
  task: LateDebriefTask,
  { judge, signal, leftUsd }: { judge: Judge; signal: AbortSignal; leftUsd: number | null },
): Promise<Debrief> {
  const input = toGradeInput(task);
  return writeLateDebrief(input, judge, {
    textWork: createTextWork(threads, input, signal),
    signal,
    kept: await openCalls(db, task.lease, PART),
    ...(leftUsd !== null && { maxUsd: leftUsd }),
  });
}

/**
 * US dollars that it may cost: what its grade left of the cap on a grade. Nothing once the day, or this
 * person's share of it, is used up; null where nothing bounds it.
 */
async function findLeftUsd(
  { db, defaults, maxSharePercent }: LateDebriefTools,
  { payer, lease }: LateDebriefTask,
): Promise<number | null> {
  const { maxUsdPerDay, maxUsdPerGrade } = (await getJudgeControls(db, defaults)).inForce;
  if (await isDayUsedUp(db, maxUsdPerDay)) return 0;
  const shareUsd = shareOf(payer, maxUsdPerDay, { maxSharePercent });
  if (shareUsd !== null && (await getPersonSpendUsd(db, payer.id)) >= shareUsd) return 0;
  if (maxUsdPerGrade === null) return null;
  const [spent] = await db
    .select({ usd: sql<number>`coalesce(sum(${judgeCalls.costUsd}), 0)::float8` })
    .from(judgeCalls)
    .where(eq(judgeCalls.gradeId, lease.gradeId));
  return maxUsdPerGrade - (spent?.usd ?? 0);
}
