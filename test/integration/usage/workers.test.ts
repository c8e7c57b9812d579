import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { createSession } from "#server/accounts/sessions";
import { getWorkers } from "#server/grades/get-workers";
import { recordWorker } from "#server/grades/record-worker";
import { loader as openOverview } from "~/routes/admin/overview";
import { loader as openQueuePage } from "~/routes/admin/queue";
import { loader as openSettings } from "~/routes/admin/settings";
import { loader as openReport } from "~/routes/report/report";
import { createRecordingQueue, handIn } from "../../support/attempts";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { forkWorker } from "../../support/fork-worker";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { QUEUE_STORES } from "../../support/queue-stores";
import type { TestRedis } from "../../support/redis";
import { startWebServer } from "../../support/web-server";

const FIRST = "00000000-0000-4000-8000-000000000001";
const SECOND = "00000000-0000-4000-8000-000000000002";

let database: TestDatabase;
let world: PageWorld;

beforeAll(async () => {
  database = await createContentDatabase();
  world = createPageWorld(database);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
afterEach(async () => {
  await database.sql`delete from workers`;
});

/** As if `seconds` had gone by: what a worker says after that counts from now. */
async function age(seconds: number): Promise<void> {
  await database.sql`update workers set seen_at = seen_at - make_interval(secs => ${seconds})`;
}

async function contextOf(viewer: Viewer) {
  return world.contextFor((await createSession(database.db, viewer.id)).token);
}

describe("workers, by what they said last", () => {
  it("are none where none was ever here", async () => {
    expect(await getWorkers(database.db)).toEqual({ alive: 0, silentForS: null });
  });

  it("count until they have been silent for 35 s, and the last one's silence stays known", async () => {
    await recordWorker(database.db, FIRST);
    await age(20);
    await recordWorker(database.db, SECOND);
    expect(await getWorkers(database.db)).toMatchObject({ alive: 2, silentForS: 0 });
    await age(20);
    expect(await getWorkers(database.db)).toMatchObject({ alive: 1 });
    await age(20);
    const { alive, silentForS } = await getWorkers(database.db);
    expect([alive, silentForS]).toEqual([0, 40]);
  });

  it("are forgotten by the others once they are long dead", async () => {
    await recordWorker(database.db, FIRST);
    await age(121);
    await recordWorker(database.db, SECOND);
    const rows = await database.sql<{ id: string }[]>`select id from workers`;
    expect(rows.map(({ id }) => id)).toEqual([SECOND]);
  });
});

for (const { name, start } of QUEUE_STORES) {
  const redis: TestRedis | null = await start();

  describe.skipIf(!redis)(`a worker process, queue on ${name}`, () => {
    const running: ChildProcess[] = [];
    afterAll(async () => {
      for (const worker of running) worker.kill("SIGKILL");
      await redis?.stop();
    });

    async function startWorker(): Promise<ChildProcess> {
      const worker = await forkWorker(database.url, { REDIS_URL: redis?.url ?? "" });
      running.push(worker);
      return worker;
    }

    it("is missed on every page that waits for it once it is killed, and seen when it is back", async () => {
      const admin = await createPerson(database.db, "admin");
      const candidate = await createPerson(database.db);
      const { attemptId } = await handIn(database.db, createRecordingQueue(), candidate.id, {});
      const web = await startWebServer(database.url, { REDIS_URL: redis?.url ?? "" });
      async function look() {
        const request = new Request("http://localhost/");
        const asAdmin = { request, params: {}, context: await contextOf(admin) };
        const asCandidate = { request, params: { attemptId }, context: await contextOf(candidate) };
        const [overview, queue, settings, report] = [
          await openOverview(asAdmin),
          await openQueuePage(asAdmin),
          await openSettings(asAdmin),
          await openReport(asCandidate),
        ];
        const ready = await fetch(`${web.url}/readyz`);
        const { checks } = (await ready.json()) as { checks: { worker: string } };
        return {
          alive: [overview.workers.alive, queue.workers.alive, settings.workers.alive],
          hasWorker: report.hasWorker,
          ready: [ready.status, checks.worker],
        };
      }
      const seen = { alive: [1, 1, 1], hasWorker: true, ready: [200, "ok"] };
      const missed = { alive: [0, 0, 0], hasWorker: false, ready: [200, "failed"] };
      const poll = { timeout: 40_000, interval: 500 };
      try {
        await expect.poll(look, poll).toEqual(missed);
        const worker = await startWorker();
        await expect.poll(look, poll).toEqual(seen);
        // It speaks again by itself.
        await age(40);
        await expect.poll(look, poll).toEqual(seen);
        worker.kill("SIGKILL");
        await once(worker, "exit");
        await age(40);
        await expect.poll(look, poll).toEqual(missed);
        expect((await getWorkers(database.db)).silentForS).toBeGreaterThanOrEqual(40);
        await startWorker();
        await expect.poll(look, poll).toEqual(seen);
      } finally {
        await web.stop();
      }
    }, 180_000);
  });
}
