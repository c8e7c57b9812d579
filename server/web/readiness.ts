import { access, constants, readFile, statfs } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RequestHandler } from "express";
import { sql } from "drizzle-orm";
import type { Logger } from "pino";
import { z } from "zod";
import type { Db } from "../db/client";
import type { Env } from "../env";
import { getWorkers } from "../grades/get-workers";
import type { JobQueue } from "../jobs/queue";
import { atMostEvery } from "../logging/at-most-every";
import { withinMs } from "../jobs/within-ms";

const JOURNAL = new URL("../../migrations/meta/_journal.json", import.meta.url);
/** Longer than a busy database takes, shorter than the ten seconds after which probes give up. */
const CHECK_MS = 1_000;
/** Anybody may ask; the database is asked at most this often. */
const FRESH_MS = 1_000;
/** As the embedded start asks for before it starts on a cluster that is there. */
const MIN_FREE_BYTES = 20_000_000;

/** Probes come every few seconds, and this can last; a worker that starts with us takes a moment. */
const WORKER_WARNING_MS = 60_000;

type Check = "database" | "migrations" | "queue" | "disk" | "worker";
type Outcome = "ok" | "failed";
type Readiness = { status: "ready" | "not_ready"; checks: Record<Check, Outcome> };

export type ReadinessTools = {
  db: Db;
  jobs: Pick<JobQueue, "getCounts">;
  log: Logger;
  env: Pick<Env, "SCALEBOARD_DATA_DIR" | "SCALEBOARD_EMBEDDED">;
};

/**
 * GET /readyz: 200 when all that this process needs is there, else 503; the log says why. A worker
 * isn't needed: without one, work is saved and handed in, and only graded later. The answer names no
 * version, address or error, for it is given to anybody.
 */
export function readinessRoute(tools: ReadinessTools): RequestHandler {
  const isTimeForWorker = atMostEvery(WORKER_WARNING_MS);
  let asked: { atMs: number; readiness: Promise<Readiness> } | null = null;
  return async (_request, response) => {
    const nowMs = performance.now();
    if (asked === null || nowMs - asked.atMs > FRESH_MS) {
      asked = { atMs: nowMs, readiness: checkAll(tools, isTimeForWorker) };
    }
    const readiness = await asked.readiness;
    response.setHeader("Cache-Control", "no-store");
    response.status(readiness.status === "ready" ? 200 : 503).json(readiness);
  };
}

async function checkAll(
  { db, jobs, log, env }: ReadinessTools,
  isTimeForWorker: () => boolean,
): Promise<Readiness> {
  async function run(check: Check, work: () => Promise<unknown>): Promise<Outcome> {
    try {
      await withinMs(CHECK_MS, work, check);
      return "ok";
    } catch (error) {
      const isStarting = error instanceof NoWorkerYet && performance.now() < WORKER_WARNING_MS;
      if (check !== "worker") log.warn({ err: error, check }, "not ready");
      else if (!isStarting && isTimeForWorker()) log.warn({ err: error }, "nothing is graded");
      return "failed";
    }
  }
  const [database, migrations, queue, disk, worker] = await Promise.all([
    run("database", () => db.execute(sql`select 1`)),
    run("migrations", () => requireMigrated(db)),
    run("queue", () => jobs.getCounts()),
    run("disk", () => requireDisk(env)),
    run("worker", () => requireWorker(db)),
  ]);
  const checks = { database, migrations, queue, disk };
  const isReady = Object.values(checks).every((outcome) => outcome === "ok");
  return {
    status: isReady ? "ready" : "not_ready",
    checks: { database, migrations, queue, disk, worker },
  };
}

/** None since this server was set up, or for long. */
class NoWorkerYet extends Error {}

async function requireWorker(db: Db): Promise<void> {
  const { alive, silentForS } = await getWorkers(db);
  if (alive > 0) return;
  if (silentForS === null) throw new NoWorkerYet("no worker has answered yet");
  throw new Error(`no worker has answered for ${silentForS} s`);
}

const journalSchema = z.object({ entries: z.array(z.object({ when: z.number() })) });

/** A schema newer than this process is fine: migrations only add while an old version may run. */
async function requireMigrated(db: Db): Promise<void> {
  const journal = journalSchema.parse(JSON.parse(await readFile(fileURLToPath(JOURNAL), "utf8")));
  const wanted = Math.max(...journal.entries.map(({ when }) => when));
  const [row] = await db.execute<{ newest: string | null }>(
    sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`,
  );
  if (Number(row?.newest ?? 0) < wanted) throw new Error("the schema is older than this version");
}

/**
 * Where the embedded database and the logs lie. A web process with a database elsewhere writes to
 * no disk; its folder is looked at when there is one, as under `npm start`.
 */
async function requireDisk(env: ReadinessTools["env"]): Promise<void> {
  const folders = [env.SCALEBOARD_DATA_DIR];
  // It may be a link to another disk.
  if (env.SCALEBOARD_EMBEDDED) folders.push(join(env.SCALEBOARD_DATA_DIR, "postgres"));
  else if (!(await isThere(env.SCALEBOARD_DATA_DIR))) return;
  await access(env.SCALEBOARD_DATA_DIR, constants.W_OK);
  for (const folder of folders) {
    const { bavail, bsize } = await statfs(folder);
    if (bavail * bsize < MIN_FREE_BYTES) throw new Error("the disk is full");
  }
}

async function isThere(folder: string): Promise<boolean> {
  try {
    await access(folder);
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
    throw error;
  }
}
