import { once } from "node:events";
import { PassThrough } from "node:stream";
import pino from "pino";
import { afterAll, beforeAll, expect, it } from "vitest";
import { startWorker } from "#server/worker/start-worker";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { sharedThreads } from "../../support/threads/shared-threads";

let world: GradingWorld;

beforeAll(async () => {
  world = await openGradingWorld("");
});
afterAll(() => world.close());

it("is logged when the fault is ours, without what it carried", async () => {
  const lines = new PassThrough({ encoding: "utf8" });
  const logged = once(lines, "data");
  const { queueName } = world;
  const worker = await startWorker(world.env(), pino({ level: "error" }, lines), {
    queueName,
    threads: sharedThreads(),
  });
  await world.queue.add("grade", { gradeId: "planted words" }, {});
  const [line] = (await logged) as [string];
  expect(line).toContain('"msg":"a job failed"');
  expect(line).toContain('"job":"grade"');
  expect(line).not.toContain("planted");
  await worker.stop();
});
