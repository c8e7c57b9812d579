import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { isLockOfEndedJob, openQueue, openWorker } from "#server/jobs/queue-store";
import { createTestDatabase, type TestDatabase } from "../../support/database";

const LOCK_MS = 600;
const JOB_ID = "grade-1";
const PATIENCE = { timeout: 10_000 };

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** A queue with one job, and a worker on it that keeps what it is told of errors. */
async function runOneJob(work: () => Promise<void>) {
  const errors: string[] = [];
  const store = { databaseUrl: database.url, redisUrl: undefined };
  const name = `test-${randomUUID()}`;
  const queue = openQueue(store, name, (error) => errors.push(error.message));
  const options = { concurrency: 1, lockDuration: LOCK_MS };
  const worker = openWorker(store, name, work, options, (error) => errors.push(error.message));
  await queue.add("any", { gradeId: randomUUID() }, { jobId: JOB_ID });
  const close = async () => {
    await worker.close();
    await queue.close();
  };
  return { errors, queue, close };
}

function createSignal() {
  let tell = (): void => undefined;
  const told = new Promise<void>((resolve) => (tell = resolve));
  return { told, tell };
}

describe("a lock that can't be renewed", () => {
  it("is no error of a job that ended while it was asked for", () => {
    const error = new Error(`could not renew lock for job ${JOB_ID}`);
    expect(isLockOfEndedJob(error, new Set())).toBe(true);
    expect(isLockOfEndedJob(error, new Set([JOB_ID]))).toBe(false);
    expect(isLockOfEndedJob(new Error("the connection is gone"), new Set())).toBe(false);
  });

  it("is told of while its job runs", async () => {
    const started = createSignal();
    const finish = createSignal();
    const { errors, queue, close } = await runOneJob(async () => {
      started.tell();
      await finish.told;
    });
    await started.told;
    await queue.obliterate({ force: true });
    await expect.poll(() => errors, PATIENCE).toContain(`could not renew lock for job ${JOB_ID}`);
    finish.tell();
    await close();
  });
});
