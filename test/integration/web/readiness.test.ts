import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, expect, it } from "vitest";
import { recordWorker } from "#server/grades/record-worker";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { openDatabaseDoor } from "../../support/database-door";
import { startRedis } from "../../support/redis";
import { createVisitor } from "../../support/visitor";
import { startWebServer } from "../../support/web-server";
import type { WebServer } from "../../support/web-server";

const ALL_OK = { database: "ok", migrations: "ok", queue: "ok", disk: "ok", worker: "ok" };

let database: TestDatabase;
let dataDir: string;
const running: WebServer[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), "scaleboard-ready-"));
});
afterEach(async () => {
  for (const web of running.splice(0)) await web.stop();
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(settings: Record<string, string> = {}, url = database.url) {
  const web = await startWebServer(url, { SCALEBOARD_DATA_DIR: dataDir, ...settings });
  running.push(web);
  // As a worker does.
  await recordWorker(database.db, randomUUID());
  return web;
}

async function ask(web: WebServer): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${web.url}/readyz`);
  return { status: answer.status, body: await answer.json() };
}

/** Asked again until it is as expected: an answer is good for a second. */
async function expectFailing(web: WebServer, failed: Partial<typeof ALL_OK>): Promise<void> {
  const checks = { ...ALL_OK, ...failed };
  await expect
    .poll(() => ask(web), { timeout: 15_000 })
    .toEqual({ status: 503, body: { status: "not_ready", checks } });
}

it("is ready when all is there", async () => {
  const web = await start();
  expect(await ask(web)).toEqual({ status: 200, body: { status: "ready", checks: ALL_OK } });
});

it("stays ready without a worker, since saves and hand-ins go on, and says that there is none", async () => {
  const web = await start();
  await database.sql`update workers set seen_at = seen_at - interval '40 seconds'`;
  const checks = { ...ALL_OK, worker: "failed" };
  await expect.poll(() => ask(web)).toEqual({ status: 200, body: { status: "ready", checks } });
  expect(web.lines.join("")).toMatch(/no worker has answered for 4\d s/);
});

it("is not ready on a schema that is older than this version, but on a newer one", async () => {
  const web = await start();
  const newest = await database.sql<{ id: number; created_at: string }[]>`
    select id, created_at from drizzle.__drizzle_migrations order by created_at desc limit 1`;
  const [{ id, created_at } = { id: 0, created_at: "0" }] = newest;
  await database.sql`update drizzle.__drizzle_migrations set created_at = 1 where id = ${id}`;
  await expectFailing(web, { migrations: "failed" });
  const later = Number(created_at) + 1;
  await database.sql`update drizzle.__drizzle_migrations set created_at = ${later} where id = ${id}`;
  await expect.poll(async () => (await ask(web)).status, { timeout: 15_000 }).toBe(200);
});

it("is not ready where the embedded start has no folder to write to", async () => {
  const web = await start({ SCALEBOARD_EMBEDDED: "1", SCALEBOARD_DATA_DIR: join(dataDir, "gone") });
  await expectFailing(web, { disk: "failed" });
});

it("is not ready when the database is away, and its pages say 503", async () => {
  const door = await openDatabaseDoor(database.url, []);
  const web = await start({}, door.url);
  const visitor = createVisitor(web.url);
  const person = { name: "One", email: "one@example.org", password: "correct horse battery" };
  expect((await visitor.postForm("/sign-up", person)).status).toBe(302);
  await door.close();
  await expectFailing(web, {
    database: "failed",
    migrations: "failed",
    queue: "failed",
    worker: "failed",
  });
  expect((await fetch(`${web.url}/healthz`)).status).toBe(200);

  const asBrowser = { headers: { accept: "text/html,*/*;q=0.8" } };
  for (const path of ["/problems", "/problems.data", "/sign-up"]) {
    const init = path === "/sign-up" ? { method: "POST", body: new URLSearchParams(person) } : {};
    const answer = await fetch(web.url + path, { ...asBrowser, ...init });
    expect([path, answer.status, answer.headers.get("retry-after")]).toEqual([path, 503, "1"]);
    expect(await answer.text()).not.toMatch(/postgres|ECONN|Failed query/);
  }
  const page = await visitor.fetch("/problems", asBrowser);
  expect([page.status, page.headers.get("content-type")]).toEqual([
    503,
    "text/html; charset=utf-8",
  ]);
  expect(await page.text()).toContain("The database is not responding.");
  const save = await visitor.postJson("/api/attempts/none/save", {});
  expect([save.status, await save.json()]).toMatchObject([503, { code: "unavailable" }]);
});

it("is not ready when Redis hangs, and says no more than that", async ({ skip }) => {
  const redis = await startRedis();
  if (redis === null) return skip("there is no redis-server here");
  try {
    const web = await start({ REDIS_URL: redis.url });
    await expect.poll(async () => (await ask(web)).status, { timeout: 15_000 }).toBe(200);
    redis.signal("SIGSTOP");
    await expectFailing(web, { queue: "failed" });
    redis.signal("SIGCONT");
    await expect.poll(async () => (await ask(web)).status, { timeout: 15_000 }).toBe(200);
  } finally {
    await redis.stop();
  }
});
