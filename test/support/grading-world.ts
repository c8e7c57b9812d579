import { randomUUID } from "node:crypto";
import pino from "pino";
import { envSchema } from "#server/env";
import { createJobQueue } from "#server/jobs/queue";
import type { JobQueue } from "#server/jobs/queue";
import { openQueue } from "#server/jobs/queue-store";
import type { GradingQueue } from "#server/jobs/queue-store";
import type { Threads } from "#server/threads/open-threads";
import { startWorker } from "#server/worker/start-worker";
import type { RunningWorker } from "#server/worker/start-worker";
import { createContentDatabase } from "./database";
import type { TestDatabase } from "./database";
import { sharedThreads } from "./threads/shared-threads";

/** A database with the real content, a queue of its own, and workers as a test asks for them. */
export type GradingWorld = {
  database: TestDatabase;
  jobs: JobQueue;
  queue: GradingQueue;
  queueName: string;
  env: (settings?: Record<string, string>) => ReturnType<typeof workerEnv>;
  startWorker: (settings?: Record<string, string>, threads?: Threads) => Promise<RunningWorker>;
  close: () => Promise<void>;
};

/**
 * @param redisUrl "" for the queue on PostgreSQL
 * @param queueName another where a worker process of its own takes part, which knows the product's only
 */
export async function openGradingWorld(
  redisUrl: string,
  queueName = `test-${randomUUID()}`,
): Promise<GradingWorld> {
  const database = await createContentDatabase();
  const store = { databaseUrl: database.url, redisUrl: redisUrl === "" ? undefined : redisUrl };
  const queue = openQueue(store, queueName, (error) => {
    throw error;
  });
  const workers: RunningWorker[] = [];
  const env = (settings: Record<string, string> = {}) =>
    workerEnv({ DATABASE_URL: database.url, REDIS_URL: redisUrl, ...settings });
  return {
    database,
    jobs: createJobQueue(queue),
    queue,
    queueName,
    env,
    startWorker: async (settings, threads = sharedThreads()) => {
      const log = pino({ level: "silent" });
      const worker = await startWorker(env(settings), log, { queueName, threads });
      workers.push(worker);
      return worker;
    },
    close: async () => {
      for (const worker of workers) await worker.stop();
      await queue.close();
      await database.drop();
    },
  };
}

function workerEnv(settings: Record<string, string>) {
  const filled = Object.entries(settings).filter(([, value]) => value !== "");
  const env = envSchema.parse({
    NODE_ENV: "test",
    WORKER_DRAIN_MS: "200",
    JUDGE_RETRY_MS: "100",
    ...Object.fromEntries(filled),
  });
  if (env.DATABASE_URL === undefined) throw new Error("a worker under test needs a database");
  return { ...env, DATABASE_URL: env.DATABASE_URL };
}
