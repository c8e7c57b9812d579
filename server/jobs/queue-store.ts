import { createPostgresBackend, createRedisBackend, withBackend } from "bullmq";
import type { BackendFactory, IQueueBackend, Processor, WorkerOptions } from "bullmq";
import { Redis } from "ioredis";
import pg from "pg";
import type { JobPayload } from "./define-job";

/** Where the queue lies: on Redis where there is one, else in the database that is there anyway. */
export type QueueStore = { databaseUrl: string; redisUrl: string | undefined };

/** The part of BullMQ's queue that we use; the same on either store. */
export type GradingQueue = {
  add: (name: string, data: JobPayload, options: Record<string, unknown>) => Promise<unknown>;
  getJobCounts: () => Promise<Record<string, number>>;
  waitUntilReady: () => Promise<unknown>;
  obliterate: (options: { force: boolean }) => Promise<void>;
  close: () => Promise<void>;
};

/** The part of BullMQ's worker that we use. `close` waits for jobs under way. */
export type GradingWorker = {
  waitUntilReady: () => Promise<unknown>;
  close: (force?: boolean) => Promise<void>;
};

type OnError = (error: Error) => void;

/** As BullMQ says it: the one sign of which job it was. */
const LOST_LOCK = /^could not renew lock for job (.+)$/;

/** Long, so that a burst after a quiet minute finds its connections open. */
const POOL_IDLE_MS = 10 * 60_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** Sending fails at once when Redis is away: the row is safe, and the sweep enqueues it later. */
const SENDER_RETRIES_PER_REQUEST = 1;

/** Opens the sending side of the queue called `name`. `onError` hears of lost connections. */
export function openQueue(store: QueueStore, name: string, onError: OnError): GradingQueue {
  function build<B extends IQueueBackend, C>(
    connection: C,
    factory: BackendFactory<B, C>,
    closeConnection: () => Promise<unknown>,
  ): GradingQueue {
    const queue = new (withBackend(factory).Queue)<JobPayload>(name, { connection });
    queue.on("error", onError);
    return {
      add: (jobName, data, options) => queue.add(jobName, data, options),
      getJobCounts: () => queue.getJobCounts(),
      waitUntilReady: () => queue.waitUntilReady(),
      obliterate: (options) => queue.obliterate(options),
      close: async () => {
        await queue.close();
        await closeConnection();
      },
    };
  }
  if (store.redisUrl === undefined) {
    const pool = createPool(store.databaseUrl, 4);
    return build(pool, createPostgresBackend, () => pool.end());
  }
  const redis = createRedis(store.redisUrl, SENDER_RETRIES_PER_REQUEST, onError);
  return build(redis, createRedisBackend, () => closeRedis(redis));
}

/** Opens the receiving side: `processor` runs for each job, up to `options.concurrency` at a time. */
export function openWorker(
  store: QueueStore,
  name: string,
  processor: Processor<JobPayload>,
  options: Omit<WorkerOptions<never>, "connection">,
  onError: OnError,
): GradingWorker {
  function build<B extends IQueueBackend, C>(
    connection: C,
    factory: BackendFactory<B, C>,
    closeConnection: () => Promise<unknown>,
  ): GradingWorker {
    const underWay = new Set<string | undefined>();
    const handle: Processor<JobPayload> = async (job, token, signal) => {
      underWay.add(job.id);
      try {
        return (await processor(job, token, signal)) as unknown;
      } finally {
        underWay.delete(job.id);
      }
    };
    const worker = new (withBackend(factory).Worker)<JobPayload>(name, handle, {
      ...options,
      connection,
    });
    worker.on("error", (error) => {
      if (!isLockOfEndedJob(error, underWay)) onError(error);
    });
    return {
      waitUntilReady: () => worker.waitUntilReady(),
      close: async (force) => {
        await worker.close(force);
        await closeConnection();
      },
    };
  }
  if (store.redisUrl === undefined) {
    // One connection listens for good; the others fetch, renew locks and finish jobs.
    const pool = createPool(store.databaseUrl, 8);
    return build(pool, createPostgresBackend, () => pool.end());
  }
  const redis = createRedis(store.redisUrl, null, onError);
  return build(redis, createRedisBackend, () => closeRedis(redis));
}

/** A job that ends while its lock is being renewed has lost nothing. */
export function isLockOfEndedJob(error: Error, underWay: Set<string | undefined>): boolean {
  const [, jobId] = LOST_LOCK.exec(error.message) ?? [];
  return jobId !== undefined && !underWay.has(jobId);
}

/**
 * The queue's own pool: its tables lie in the schema `bullmq` of the same database. Its commits
 * don't wait for the disk, for Redis doesn't either: what a crash of the database takes from the
 * queue (its last second) the sweep and the leases make good (ADR 13).
 */
function createPool(databaseUrl: string, max: number): pg.Pool {
  return new pg.Pool({
    connectionString: databaseUrl,
    options: "-c search_path=bullmq -c synchronous_commit=off",
    max,
    keepAlive: true,
    idleTimeoutMillis: POOL_IDLE_MS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
}

function createRedis(url: string, maxRetriesPerRequest: number | null, onError: OnError): Redis {
  const redis = new Redis(url, { maxRetriesPerRequest });
  redis.on("error", onError);
  return redis;
}

function closeRedis(redis: Redis): Promise<void> {
  redis.disconnect();
  return Promise.resolve();
}
