import { fileURLToPath } from "node:url";
import type { Express } from "express";
import pg from "pg";
import type { Logger } from "pino";
import { createLoginLimiter } from "../accounts/login-limiter";
import { createDb } from "../db/client";
import { waitForDatabase } from "../db/wait-for-database";
import type { Env } from "../env";
import { createJobQueue, GRADING_QUEUE } from "../jobs/queue";
import { openQueue } from "../jobs/queue-store";
import { watchStores } from "../jobs/watch-stores";
import { readStudy } from "../study/read-study";
import { openReadThreads } from "../threads/open-read-threads";
import { openThreads } from "../threads/open-threads";
import { createApp } from "./create-app";
import type { PageBuild } from "./create-app";
import { openEventHub } from "./event-hub";
import { warnOfOpenSpending } from "./open-spending";

const ROOT_DIR = fileURLToPath(new URL("../..", import.meta.url));
/** Statements at a time; what comes beyond waits its turn. */
export const DB_CONNECTIONS = 10;
/** For expensive pages: a drawing of megabytes is put together on one, and nobody else is behind it. */
const READ_CONNECTIONS = 4;
const LIMITER_CONNECTIONS = 2;
/** Only authors need them: they start with the first draft and end when nobody writes. */
const THREADS = { quick: 2, warm: 0, maxWaiting: 20 };
/** For drawings that are looked at: one is always there, and takes a third of the memory. */
const READING = { quick: 1, warm: 1, maxWaiting: 20 };

/** The web process's work, which listens to nothing by itself. */
export type OpenWeb = {
  app: Express;
  /** Lets go of the database, the queue and the threads; requests should have ended. */
  close: () => Promise<void>;
};

/**
 * Opens all that pages need, and makes the app of it. It enqueues, and never runs a job.
 * @param options.queueName a queue of its own for each test
 */
export async function openWeb(
  env: Env & { DATABASE_URL: string },
  log: Logger,
  page: PageBuild,
  options: { queueName?: string } = {},
): Promise<OpenWeb> {
  const study = await readStudy(ROOT_DIR);
  const { db, sql, close: closeDb } = createDb(env.DATABASE_URL, { max: DB_CONNECTIONS });
  const { db: readDb, close: closeReadDb } = createDb(env.DATABASE_URL, { max: READ_CONNECTIONS });
  const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: LIMITER_CONNECTIONS });
  pool.on("error", (error) => log.error({ err: error }, "limiter connection"));
  const queue = openQueue(
    { databaseUrl: env.DATABASE_URL, redisUrl: env.REDIS_URL },
    options.queueName ?? GRADING_QUEUE,
    (error) => log.error({ err: error }, "queue connection"),
  );
  await waitForDatabase(sql, log);
  await warnOfOpenSpending(env, db, log);
  const stopWatching = watchStores(log, {
    "the database": () => sql`select 1`,
    "the queue": () => queue.getJobCounts(),
  });
  const hub = await openEventHub(sql);
  const threads = openThreads({ log, ...THREADS });
  const reading = openReadThreads({ log, ...READING });
  const app = createApp(
    env,
    {
      db,
      readDb,
      jobs: createJobQueue(queue),
      hub,
      loginLimiter: createLoginLimiter(pool, { signUpsPerHour: env.SIGN_UPS_PER_HOUR }),
      log,
      study,
      threads,
      reading,
    },
    page,
  );

  async function close(): Promise<void> {
    stopWatching();
    await threads.close();
    await reading.close();
    await hub.close();
    await queue.close();
    await pool.end();
    await closeReadDb();
    await closeDb();
  }
  return { app, close };
}
