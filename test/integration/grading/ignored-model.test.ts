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

async function readWarnings(settings: Record<string, string>): Promise<string> {
  const lines: string[] = [];
  const log = pino({ level: "warn" }, { write: (line: string) => void lines.push(line) });
  const { queueName } = world;
  const worker = await startWorker(world.env(settings), log, {
    queueName,
    threads: sharedThreads(),
  });
  await worker.stop();
  return lines.join("");
}

it("is said of a model that is named without a way to reach it", async () => {
  expect(await readWarnings({ JUDGE_MODEL: "a-model" })).toContain(
    "JUDGE_MODEL has no effect without OPENAI_API_KEY or OPENAI_BASE_URL",
  );
  const reachable = { JUDGE_MODEL: "a-model", OPENAI_BASE_URL: "http://127.0.0.1:9/v1" };
  expect(await readWarnings(reachable)).not.toContain("JUDGE_MODEL");
});
