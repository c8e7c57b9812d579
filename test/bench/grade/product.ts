import { once } from "node:events";
import { eq, sql } from "drizzle-orm";
import { startEmbeddedPostgres } from "../../../server/db/embedded/start-embedded-postgres";
import { createDb } from "../../../server/db/client";
import { migrateDatabase } from "../../../server/db/migrate";
import { judgeCalls } from "../../../server/db/tables/grades";
import { rubrics, rubricVersions } from "../../../server/db/tables/content";
import { problems } from "../../../server/db/tables/content";
import type { Db } from "../../../server/db/client";
import type { Answers } from "#domain/attempts/answer.schema";
import { listOpenGradings } from "../../../server/grades/list-open-gradings";
import { listenForChanges } from "../../../server/jobs/progress";
import { forkWorker } from "../../support/fork-worker";
import { getGradeStatus } from "./grade-status";
import { createJobQueue, GRADING_QUEUE } from "../../../server/jobs/queue";
import { openQueue } from "../../../server/jobs/queue-store";
import { DB_CONNECTIONS } from "../../../server/web/open-web";
import { openAttempt, saveWork, submit } from "../../support/attempts";
import { loadRealContent, RAG } from "../../support/content";
import { ANSWERS, RUBRIC, SCENE } from "../../support/grading-fixture";
import { createPerson } from "../../support/people";

type Who = { attemptId: string; userId: string };
export type Calls = { first: number; again: number; inputTokens: number };
type Work = { answers: Partial<Answers>; elements?: unknown[] };

export type Product = {
  /**
   * Hands in so many answers at once.
   * @returns milliseconds from the first submit's commit to the last grade's commit
   */
  gradeBurst: (answers: number) => Promise<number>;
  /** Calls and input tokens of all gradings so far. */
  sumCalls: () => Promise<Calls>;
  /** An attempt of a new person with its work saved. */
  write: (work: Work) => Promise<Who>;
  /** @returns the id of the grading */
  submit: (who: Who) => Promise<string>;
  /** Resolves when all of these are graded or given up, with their statuses in this order. */
  whenEnded: (gradeIds: string[]) => Promise<string[]>;
  /** Resolves when no grading is open. */
  whenIdle: () => Promise<void>;
  close: () => Promise<void>;
};

/**
 * The product as it runs: a durable database, the queue on it, the worker in its own process.
 * @param options.isOnRealRubric by the problem's own rubric, which the offline judge knows the signals of
 */
export async function openProduct(
  dataDir: string,
  settings: Record<string, string>,
  options: { isOnRealRubric?: boolean } = {},
): Promise<Product> {
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  await migrateDatabase(server.url);
  const handle = createDb(server.url, { max: DB_CONNECTIONS });
  await loadRealContent(handle.db);
  if (!options.isOnRealRubric) await publishBenchRubric(handle.db);
  const worker = await forkWorker(server.url, settings);
  const queue = openQueue(
    { databaseUrl: server.url, redisUrl: undefined },
    GRADING_QUEUE,
    (error) => {
      throw error;
    },
  );
  const jobs = createJobQueue(queue);
  const listeners = new Set<(gradeId: string) => Promise<void>>();
  const stopListening = await listenForChanges(
    handle.sql,
    (gradeId) => listeners.forEach((listen) => void listen(gradeId)),
    () => undefined,
  );

  async function gradeBurst(count: number): Promise<number> {
    const written = await Promise.all(Array.from({ length: count }, () => write(GOOD)));
    const open = new Set<string>();
    let isSubmitting = true;
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const graded = new Set<string>();
    const settle = (): void => {
      if (!isSubmitting && [...open].every((id) => graded.has(id))) finish();
    };
    const stop = await listenForChanges(
      handle.sql,
      (gradeId) =>
        void getGradeStatus(handle.db, gradeId).then((status) => {
          if (status === "graded") graded.add(gradeId);
          settle();
        }),
      () => undefined,
    );
    let firstCommit = Number.POSITIVE_INFINITY;
    await Promise.all(
      written.map(async (who) => {
        const receipt = await submit(handle.db, jobs, who);
        firstCommit = Math.min(firstCommit, Date.parse(receipt.submittedAt));
        open.add(receipt.gradeId);
      }),
    );
    isSubmitting = false;
    settle();
    await finished;
    const elapsedMs = Date.now() - firstCommit;
    await stop();
    return elapsedMs;
  }

  async function sumCalls(): Promise<Calls> {
    const [row] = await handle.db
      .select({
        first: sql<number>`count(*) filter (where ${judgeCalls.detail} ->> 'purpose' = 'first')::int`,
        again: sql<number>`count(*) filter (where ${judgeCalls.detail} ->> 'purpose' <> 'first')::int`,
        inputTokens: sql<number>`coalesce(sum(${judgeCalls.inputTokens}), 0)::int`,
      })
      .from(judgeCalls);
    if (!row) throw new Error("a count has one row");
    return row;
  }
  const write = (work: Work) => writeAnswer(handle.db, work);
  const submitOne = async (who: Who) => (await submit(handle.db, jobs, who)).gradeId;
  async function whenEnded(gradeIds: string[]): Promise<string[]> {
    const ended = new Map<string, string>();
    let finish = (): void => undefined;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const look = async (gradeId: string): Promise<void> => {
      if (!gradeIds.includes(gradeId)) return;
      const status = await getGradeStatus(handle.db, gradeId);
      if (status === "graded" || status === "needs_attention") ended.set(gradeId, status);
      if (ended.size === gradeIds.length) finish();
    };
    listeners.add(look);
    await Promise.all(gradeIds.map(look));
    if (gradeIds.length > 0) await finished;
    listeners.delete(look);
    return gradeIds.map((gradeId) => ended.get(gradeId) ?? "");
  }
  async function whenIdle(): Promise<void> {
    const open = await listOpenGradings(handle.db, { olderThanMs: 0, limit: 1_000 });
    await whenEnded(open);
  }

  async function close(): Promise<void> {
    await stopListening();
    worker.kill("SIGTERM");
    await once(worker, "exit");
    await queue.close();
    await handle.close();
    await server.stop();
  }
  return { gradeBurst, sumCalls, write, submit: submitOne, whenEnded, whenIdle, close };
}

const GOOD: Work = { answers: ANSWERS, elements: SCENE.elements };

/** An attempt with its work saved: what is left is to press Submit. */
async function writeAnswer(db: Db, work: Work): Promise<Who> {
  const { id: userId } = await createPerson(db);
  const attemptId = await openAttempt(db, userId);
  await saveWork(db, { attemptId, userId }, work);
  return { attemptId, userId };
}

/** A rubric that takes exactly five calls, over the real problem. */
async function publishBenchRubric(db: Db): Promise<void> {
  const [rubric] = await db
    .select({ id: rubrics.id })
    .from(rubrics)
    .innerJoin(problems, eq(problems.id, rubrics.problemId))
    .where(eq(problems.slug, RAG));
  if (!rubric) throw new Error("the RAG problem has no rubric");
  await db
    .insert(rubricVersions)
    .values({ rubricId: rubric.id, version: 1_000, hash: "bench", body: RUBRIC, source: "app" });
}
