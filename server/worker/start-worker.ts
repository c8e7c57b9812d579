import { setMaxListeners } from "node:events";
import { randomUUID } from "node:crypto";
import { availableParallelism } from "node:os";
import { DelayedError, UnrecoverableError } from "bullmq";
import type { Job } from "bullmq";
import type { Logger } from "pino";
import { personLimits } from "../env";
import { createDb } from "../db/client";
import { waitForDatabase } from "../db/wait-for-database";
import type { Env } from "../env";
import { BEAT_EVERY_MS } from "../grades/get-workers";
import { recordWorker } from "../grades/record-worker";
import type { Judge } from "../grading/judge";
import { judgeDefaults } from "../judges/describe-judge";
import { isModelConfigured } from "../judges/name-model";
import { boundQueue } from "../jobs/bound-queue";
import { createJobQueue, GRADING_QUEUE } from "../jobs/queue";
import { openQueue, openWorker } from "../jobs/queue-store";
import { watchStores } from "../jobs/watch-stores";
import type { JobPayload } from "../jobs/define-job";
import { createKeyVault } from "../settings/key-vault";
import { createDraftChecker } from "../threads/draft-threads";
import { openThreads } from "../threads/open-threads";
import type { Threads } from "../threads/open-threads";
import { createGrader } from "./grade-in-threads";
import { createHandlers, UnknownJobError } from "./handlers";
import { createJudges } from "./judges";
import type { Judges } from "./judges";
import {
  repeatSweep,
  sweepDemoPeople,
  sweepCards,
  sweepDryRuns,
  sweepGradings,
  sweepHistory,
  sweepJudgeChecks,
  sweepLateDebriefs,
  sweepNotices,
  sweepOverdue,
  sweepTried,
} from "./sweep";

/** A killed worker's job is another's once its lock has run out; BullMQ's defaults take a minute. */
const LOCK_MS = 3_000;
const STALLED_CHECK_MS = 1_000;
const MAX_STALLED = 20;
const OVERDUE_SWEEP_MS = 1_000;
const GRADING_SWEEP_MS = 15_000;
/** Any number of saves can come between two sweeps; past a bound they are kept without payload. */
const HISTORY_SWEEP_MS = 60_000;
const NOTICE_SWEEP_MS = 10 * 60_000;
/** Far more than the second it takes; a machine on which it doesn't end grades nothing anyway. */
const WARM_UP_MS = 60_000;
/** A thorough grading with re-asks stays far below this; beyond it something hangs. */
const BUDGET_MS = 10 * 60_000;
const DB_CONNECTIONS = 8;
/** A queue that hangs must not hold up the sweeps, which hand in what is overdue as well. */
const SWEEP_WAIT_MS = 5_000;
/**
 * Two at least, so that one text alone can't keep the others waiting; a core is left for this
 * process's own thread. Four read faster than models answer.
 */
const QUICK_THREADS = Math.min(4, Math.max(2, availableParallelism() - 1));

export type RunningWorker = {
  judges: Judges;
  /** Takes no new job, lets those under way end, or hands them on after WORKER_DRAIN_MS. */
  stop: () => Promise<void>;
};

/**
 * Starts the worker: the handlers of the queue's jobs, and the sweeps.
 * @param options for tests: a queue of its own for each, and threads that are not its to close
 */
export async function startWorker(
  env: Env & { DATABASE_URL: string },
  log: Logger,
  options: { queueName?: string; threads?: Threads } = {},
): Promise<RunningWorker> {
  const queueName = options.queueName ?? GRADING_QUEUE;
  const store = { databaseUrl: env.DATABASE_URL, redisUrl: env.REDIS_URL };
  const onError = (error: Error): void => log.error({ err: error }, "queue connection");
  const { db, sql, close } = createDb(env.DATABASE_URL, { max: DB_CONNECTIONS, plansOnce: true });
  if (env.JUDGE_MODEL && !isModelConfigured(env)) {
    log.warn("JUDGE_MODEL has no effect without OPENAI_API_KEY or OPENAI_BASE_URL");
  }
  await waitForDatabase(sql, log);
  const queue = openQueue(store, queueName, onError);
  const stopWatching = watchStores(log, {
    "the database": () => sql`select 1`,
    "the queue": () => queue.getJobCounts(),
  });
  const jobs = boundQueue(createJobQueue(queue), SWEEP_WAIT_MS);
  const judges = createJudges(env, db, createKeyVault(env.SETTINGS_KEY));
  const threads =
    options.threads ??
    openThreads({
      log,
      quick: QUICK_THREADS,
      warm: QUICK_THREADS,
      maxWaiting: env.WORKER_CONCURRENCY,
    });
  const stopping = new AbortController();
  const sweeping = new AbortController();
  // Every sweep waits on it, and none leaves a listener behind.
  setMaxListeners(0, sweeping.signal);
  const handle = createHandlers({
    db,
    judges,
    log,
    stopping: stopping.signal,
    graderOf: (judge: Judge) => createGrader(judge, threads),
    checkDraft: createDraftChecker(threads),
    threads,
    defaults: judgeDefaults(env),
    maxUsdPerDay: env.JUDGE_MAX_USD_PER_DAY,
    maxSharePercent: env.JUDGE_MAX_SHARE_PER_PERSON,
    limits: personLimits(env).gradings,
    retryMs: env.JUDGE_RETRY_MS,
    budgetMs: BUDGET_MS,
    testBudgetMs: 2 * env.JUDGE_TIMEOUT_MS,
  });
  async function run(job: Job<JobPayload>, token: string | undefined): Promise<void> {
    try {
      await handle(job, token);
    } catch (error) {
      if (!isDecided(error)) log.error({ err: error, job: job.name }, "a job failed");
      throw error;
    }
  }
  const worker = openWorker(
    store,
    queueName,
    run,
    {
      concurrency: env.WORKER_CONCURRENCY,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_CHECK_MS,
      maxStalledCount: MAX_STALLED,
    },
    onError,
  );
  await worker.waitUntilReady();
  // Not waited for: a job that comes meanwhile is next in line.
  if (!options.threads)
    void warmUp(threads).catch((error: unknown) => log.warn({ err: error }, "threads are cold"));
  const { gradings } = personLimits(env);
  const tools = { db, jobs, log, mode: env.JUDGE_MODE, gradings };
  const history = { days: env.SAVE_HISTORY_DAYS };
  const sweepOptions = { log, signal: sweeping.signal };
  const id = randomUUID();
  const sweeps = [
    repeatSweep("beat", BEAT_EVERY_MS, () => recordWorker(db, id), sweepOptions),
    repeatSweep("overdue", OVERDUE_SWEEP_MS, () => sweepOverdue(tools), sweepOptions),
    repeatSweep("gradings", GRADING_SWEEP_MS, () => sweepGradings(tools), sweepOptions),
    repeatSweep("dry runs", GRADING_SWEEP_MS, () => sweepDryRuns(tools), sweepOptions),
    repeatSweep("debriefs", GRADING_SWEEP_MS, () => sweepLateDebriefs(tools), sweepOptions),
    repeatSweep("checks", GRADING_SWEEP_MS, () => sweepJudgeChecks(tools), sweepOptions),
    repeatSweep("history", HISTORY_SWEEP_MS, () => sweepHistory(tools, history), sweepOptions),
    repeatSweep("demo people", HISTORY_SWEEP_MS, () => sweepDemoPeople(tools), sweepOptions),
    repeatSweep("cards", GRADING_SWEEP_MS, () => sweepCards(tools), sweepOptions),
    repeatSweep("notices", NOTICE_SWEEP_MS, () => sweepNotices(tools), sweepOptions),
    repeatSweep("tried connections", HISTORY_SWEEP_MS, () => sweepTried(tools), sweepOptions),
  ];

  let stopped: Promise<void> | null = null;

  async function stopOnce(): Promise<void> {
    stopWatching();
    sweeping.abort();
    await Promise.all(sweeps);
    const giveBack = setTimeout(() => stopping.abort(), env.WORKER_DRAIN_MS);
    try {
      await worker.close();
    } finally {
      clearTimeout(giveBack);
    }
    if (!options.threads) await threads.close();
    await queue.close();
    await close();
  }
  return { judges, stop: () => (stopped ??= stopOnce()) };
}

/** Loads what gradings need into every thread, so that the first one doesn't wait for it. */
async function warmUp(threads: Threads): Promise<void> {
  const options = { lane: "quick", deadlineMs: WARM_UP_MS } as const;
  await Promise.all(
    Array.from({ length: QUICK_THREADS }, () => threads.run("warmUp", [], options)),
  );
}

/** Thrown by a handler that has dealt with what went wrong; any other error is one of ours. */
function isDecided(error: unknown): boolean {
  if (error instanceof UnknownJobError) return false;
  return error instanceof DelayedError || error instanceof UnrecoverableError;
}
