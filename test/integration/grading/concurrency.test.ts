import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openQueue, openWorker } from "#server/jobs/queue-store";
import { createTestDatabase, type TestDatabase } from "../../support/database";
import { QUEUE_STORES } from "../../support/queue-stores";
import type { TestRedis } from "../../support/redis";

const AT_A_TIME = 3;
const JOBS = 7;

function fail(error: Error): never {
  throw error;
}

for (const { name, start } of QUEUE_STORES) {
  const redis: TestRedis | null = await start();

  describe.skipIf(!redis)(`a worker's jobs, queue on ${name}`, () => {
    let database: TestDatabase;

    beforeAll(async () => {
      database = await createTestDatabase();
    });
    afterAll(async () => {
      await database.drop();
      await redis?.stop();
    });

    it("run as many at a time as it may, never more, and one that fails gives its room back", async () => {
      const store = { databaseUrl: database.url, redisUrl: redis?.url || undefined };
      const queueName = `test-${randomUUID()}`;
      const queue = openQueue(store, queueName, fail);
      for (let job = 0; job < JOBS; job += 1)
        await queue.add("any", { gradeId: randomUUID() }, { attempts: 1 });

      let underWay = 0;
      let most = 0;
      let done = 0;
      let tellAll = (): void => undefined;
      const allDone = new Promise<void>((resolve) => (tellAll = resolve));
      let release: (() => void)[] = [];
      async function work(): Promise<void> {
        underWay += 1;
        most = Math.max(most, underWay);
        // Each waits until as many run as may, or until no more are left to come.
        await new Promise<void>((resolve) => {
          release.push(resolve);
          if (underWay < Math.min(AT_A_TIME, JOBS - done)) return;
          for (const one of release) one();
          release = [];
        });
        underWay -= 1;
        done += 1;
        if (done === JOBS) tellAll();
        if (done === 1) throw new Error("the first one fails");
      }
      const worker = openWorker(store, queueName, work, { concurrency: AT_A_TIME }, fail);
      await allDone;
      await worker.close();
      await queue.close();
      expect(most).toBe(AT_A_TIME);
    });
  });
}
