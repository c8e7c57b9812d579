import { fileURLToPath } from "node:url";
import type { AddressInfo } from "node:net";
import { createServer } from "node:http";
import type { Server } from "node:http";
import pg from "pg";
import type { Logger } from "pino";
import { createLoginLimiter } from "../accounts/login-limiter";
import { createDb } from "../db/client";
import { waitForDatabase } from "../db/wait-for-database";
import type { Env } from "../env";
import { createJobQueue, GRADING_QUEUE } from "../jobs/queue";
import { openQueue } from "../jobs/queue-store";
import { isModelConfigured } from "../judges/choose-judge";
import { describeJudge } from "../judges/describe-judge";
import { readStudy } from "../study/read-study";
import { openThreads } from "../threads/open-threads";
import { createApp } from "./create-app";
import type { PageBuild } from "./create-app";
import { openGradeHub } from "./grade-hub";
import { boundConnections, CHECK_INTERVAL_MS } from "./server-bounds";

const ROOT_DIR = fileURLToPath(new URL("../..", import.meta.url));
/** Statements at a time; what comes beyond waits its turn. */
export const DB_CONNECTIONS = 10;
const LIMITER_CONNECTIONS = 2;
/** Only authors need them: they start with the first draft and end when nobody writes. */
const THREADS = { quick: 2, isWarm: false, maxWaiting: 20 };
/** Open event streams end after this; the browsers connect again to whoever answers then. */
const DRAIN_MS = 3_000;

export type RunningWeb = { url: string; stop: () => Promise<void> };

/**
 * Starts the web process's work and listens. It enqueues, and never runs a job.
 * @param options.queueName a queue of its own for each test
 */
export async function startWeb(
  env: Env & { DATABASE_URL: string },
  log: Logger,
  page: PageBuild,
  options: { queueName?: string } = {},
): Promise<RunningWeb> {
  const study = await readStudy(ROOT_DIR);
  const { db, sql, close } = createDb(env.DATABASE_URL, { max: DB_CONNECTIONS });
  const pool = new pg.Pool({ connectionString: env.DATABASE_URL, max: LIMITER_CONNECTIONS });
  pool.on("error", (error) => log.error({ err: error }, "limiter connection"));
  const queue = openQueue(
    { databaseUrl: env.DATABASE_URL, redisUrl: env.REDIS_URL },
    options.queueName ?? GRADING_QUEUE,
    (error) => log.error({ err: error }, "queue connection"),
  );
  await waitForDatabase(sql, log);
  const hub = await openGradeHub(sql);
  const threads = openThreads({ log, ...THREADS });
  const app = createApp(
    env,
    {
      db,
      jobs: createJobQueue(queue),
      hub,
      loginLimiter: createLoginLimiter(pool, { signUpsPerHour: env.SIGN_UPS_PER_HOUR }),
      log,
      hasModel: isModelConfigured(env),
      judge: describeJudge(env),
      study,
      threads,
    },
    page,
  );
  const server = await new Promise<Server>((resolve, reject) => {
    const listening = createServer({ connectionsCheckingInterval: CHECK_INTERVAL_MS }, app);
    boundConnections(listening, { trustedProxies: env.TRUSTED_PROXIES });
    listening.once("error", reject);
    listening.listen(env.PORT, env.HOST, () => resolve(listening));
  });
  const { port } = server.address() as AddressInfo;

  async function stop(): Promise<void> {
    await closeServer(server);
    await threads.close();
    await hub.close();
    await queue.close();
    await pool.end();
    await close();
  }
  return { url: `http://${env.HOST}:${port}`, stop };
}

/** Takes no new request, lets those under way end, and cuts what is left after `DRAIN_MS`. */
function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const cut = setTimeout(() => server.closeAllConnections(), DRAIN_MS);
    server.close(() => {
      clearTimeout(cut);
      resolve();
    });
    server.closeIdleConnections();
  });
}
