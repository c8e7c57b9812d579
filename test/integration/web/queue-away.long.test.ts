import { randomUUID } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createDraft } from "#server/authoring/create-draft";
import { createDb } from "#server/db/client";
import { users } from "#server/db/tables/accounts";
import { dryRuns } from "#server/db/tables/authoring";
import { grades } from "#server/db/tables/grades";
import { sweepGradings } from "#server/worker/sweep";
import { createRecordingQueue, handIn, openAttempt } from "../../support/attempts";
import { RAG } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { startRedis } from "../../support/redis";
import { createVisitor } from "../../support/visitor";
import type { Visitor } from "../../support/visitor";
import { startWebServer } from "../../support/web-server";
import type { WebServer } from "../../support/web-server";

/** A queue that was in order when the web process started, and what befalls it then. */
type Trouble = {
  name: string;
  /** @returns null where this machine has no such queue */
  prepare: (
    database: TestDatabase,
  ) => Promise<{ redisUrl: string; begin: () => Promise<void>; end: () => Promise<void> } | null>;
};

async function prepareRedis(signal: "SIGSTOP" | "SIGKILL") {
  const redis = await startRedis();
  if (redis === null) return null;
  return {
    redisUrl: redis.url,
    begin: () => Promise.resolve(redis.signal(signal)),
    end: redis.stop,
  };
}

/** Whoever touches the queue's tables waits until this is over; all others are free. */
async function prepareLock(database: TestDatabase) {
  const { sql: connection, close } = createDb(database.url, { max: 1 });
  return {
    redisUrl: "",
    begin: async () => {
      const tables = await connection<{ name: string }[]>`
        select quote_ident(tablename) as name from pg_tables where schemaname = 'bullmq'`;
      expect(tables.length).toBeGreaterThan(0);
      const names = tables.map(({ name }) => `bullmq.${name}`).join(", ");
      await connection.unsafe(`begin; lock table ${names} in access exclusive mode`);
    },
    end: async () => {
      await connection.unsafe("rollback");
      await close();
    },
  };
}

const TROUBLES: Trouble[] = [
  { name: "Redis hangs", prepare: () => prepareRedis("SIGSTOP") },
  { name: "Redis is killed", prepare: () => prepareRedis("SIGKILL") },
  { name: "PostgreSQL doesn't let the queue in", prepare: prepareLock },
];

describe.each(TROUBLES)("when $name", ({ prepare }) => {
  let database: TestDatabase;
  let web: WebServer;
  let trouble: Awaited<ReturnType<Trouble["prepare"]>>;
  let person: Visitor;
  let userId: string;

  beforeAll(async () => {
    database = await createContentDatabase();
    trouble = await prepare(database);
    if (trouble === null) return;
    // Nobody asks this model anything: it makes questions wait for a worker.
    const model = { OPENAI_BASE_URL: "http://127.0.0.1:9/v1", JUDGE_MODEL: "nobody" };
    web = await startWebServer(database.url, {
      ...(trouble.redisUrl !== "" && { REDIS_URL: trouble.redisUrl }),
      ...model,
    });
    person = createVisitor(web.url);
    const email = "someone@example.org";
    const form = { name: "Someone", email, password: "correct horse battery" };
    expect((await person.postForm("/sign-up", form)).status).toBe(302);
    const [user] = await database.db.update(users).set({ role: "admin" }).returning();
    userId = user?.id ?? "";
    const isReady = async () => expect((await person.fetch("/readyz")).status).toBe(200);
    await vi.waitFor(isReady, { timeout: 20_000 });
    await trouble.begin();
  }, 60_000);
  afterAll(async () => {
    await trouble?.end();
    await web?.stop();
    await database.drop();
  });

  /** Each `it` ends while the trouble lasts: whoever waited for the queue would time out. */
  const unless = (skip: (note: string) => void): void => {
    if (trouble === null) skip("there is no redis-server here");
  };

  it("a hand-in is answered, and the sweep finds it", async ({ skip }) => {
    unless(skip);
    const attemptId = await openAttempt(database.db, userId);
    const answer = await person.postForm(`/attempts/${attemptId}`, { submitKey: randomUUID() });
    expect([answer.status, answer.headers.get("location")]).toEqual([
      302,
      `/attempts/${attemptId}/report`,
    ]);
    const [grade] = await database.db.select().from(grades).where(eq(grades.attemptId, attemptId));
    expect(grade?.status).toBe("queued");
    // Of what a queue that is away makes fail, one line a second is logged.
    expect(web.lines.join("")).toMatch(/the grading was not enqueued|"msg":"queue connection"/);
    await database.db.update(grades).set({ queuedAt: sql`now() - interval '1 minute'` });
    const jobs = createRecordingQueue();
    await sweepGradings({ db: database.db, jobs });
    expect(jobs.gradeIds).toContain(grade?.id);
  });

  it("the queue's page says so and shows its rows", async ({ skip }) => {
    unless(skip);
    const answer = await person.fetch("/admin/queue");
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain("can’t be reached");
  });

  it("a question to the interviewer is answered by the list", async ({ skip }) => {
    unless(skip);
    const attemptId = await openAttempt(database.db, userId);
    const ask = { askKey: randomUUID(), question: "Which languages do users speak?" };
    const answer = await person.postForm(`/attempts/${attemptId}/questions`, ask);
    expect(answer.status).toBe(200);
    expect(await answer.text()).not.toContain("pending");
  });

  it("a grading that needs attention, a re-grade and a dry run stand for the sweep", async ({
    skip,
  }) => {
    unless(skip);
    const attemptId = await openAttempt(database.db, userId);
    await person.postForm(`/attempts/${attemptId}`, { submitKey: randomUUID() });
    const statusOf = async () =>
      (await database.db.select().from(grades).where(eq(grades.attemptId, attemptId))).map(
        ({ status }) => status,
      );
    await database.db.update(grades).set({ status: "needs_attention", errorKind: "timeout" });
    expect((await person.postForm(`/attempts/${attemptId}/report`, {})).status).toBe(302);
    expect(await statusOf()).toEqual(["queued"]);

    await database.db.update(grades).set({ status: "needs_attention", errorKind: "timeout" });
    const retry = { intent: "retry-kind", errorKind: "timeout" };
    const retried = await person.postForm("/admin/queue", retry);
    expect(retried.status).toBe(200);
    expect(await statusOf()).toEqual(["queued"]);

    const { draftId } = await createDraft(database.db, { userId, slug: RAG });
    const dry = await person.postForm(`/admin/drafts/${draftId}`, { intent: "dry-run" });
    expect(dry.status).toBe(200);
    expect(await database.db.select().from(dryRuns)).toMatchObject([{ status: "queued" }]);
  });

  it("a re-grade by a reviewer stands for the sweep", async ({ skip }) => {
    unless(skip);
    const [other] = await database.db
      .insert(users)
      .values({ email: "other@example.org", name: "Other", role: "candidate" })
      .returning();
    const { attemptId } = await handIn(database.db, createRecordingQueue(), other?.id ?? "", {});
    await database.db.update(grades).set({ status: "needs_attention" });
    const answer = await person.postForm(`/review/${attemptId}`, { intent: "regrade" });
    expect(answer.status).toBeLessThan(400);
    const asked = await database.db.select().from(grades).where(eq(grades.attemptId, attemptId));
    expect(asked).toHaveLength(2);
    expect(asked).toContainEqual(expect.objectContaining({ status: "queued", mode: "thorough" }));
  });

  it("asking the judge is refused with the reason", async ({ skip }) => {
    unless(skip);
    const answer = await person.postForm("/settings", { intent: "ask" });
    expect(await answer.text()).toContain("The queue can’t be reached");
  });
});
