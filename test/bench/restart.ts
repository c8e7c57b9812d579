import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createDb } from "../../server/db/client";
import { startEmbeddedPostgres } from "../../server/db/embedded/start-embedded-postgres";
import { migrateDatabase } from "../../server/db/migrate";
import { createJobQueue, GRADING_QUEUE } from "../../server/jobs/queue";
import { openQueue } from "../../server/jobs/queue-store";
import { handIn } from "../support/attempts";
import { loadRealContent } from "../support/content";
import { startFakeModel } from "../support/fake-model/start-fake-model";
import { ANSWERS, SCENE } from "../support/grading-fixture";
import { createPerson } from "../support/people";
import { forkWorker } from "../support/fork-worker";
import { median } from "./median";

const ROUNDS = 7;
/** What BullMQ's defaults (lock and stalled check 30 s each) took when the design was measured. */
const DEFAULT_MS = 59_200;

/**
 * `npm run bench:restart`: a worker is killed in the middle of its model calls while another
 * stands by: how long until the model is asked again for the same answer.
 */
async function main(): Promise<void> {
  const dataDir = await mkdtemp(join(tmpdir(), "scaleboard-bench-"));
  const model = await startFakeModel({ character: { kind: "hanging" } });
  const settings = {
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: "fake",
    JUDGE_MODEL: "fake",
    // One person hands in all of it.
    GRADINGS_PER_HOUR: "1000",
    GRADINGS_PER_DAY: "10000",
  };
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined });
  await migrateDatabase(server.url);
  const handle = createDb(server.url, { max: 2 });
  await loadRealContent(handle.db);
  const store = { databaseUrl: server.url, redisUrl: undefined };
  const queue = openQueue(store, GRADING_QUEUE, (error) => {
    throw error;
  });
  const { id: userId } = await createPerson(handle.db);
  let grading = await forkWorker(server.url, settings);
  const work = { answers: ANSWERS, elements: SCENE.elements };
  await handIn(handle.db, createJobQueue(queue), userId, work);
  await model.waitForRequests(1);

  const restartsMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const standby = await forkWorker(server.url, settings);
    const asked = model.requests.length;
    const killedAt = performance.now();
    await kill(grading);
    await model.waitForRequests(asked + 1);
    restartsMs.push(performance.now() - killedAt);
    grading = standby;
  }
  await kill(grading);
  print(restartsMs);

  await queue.close();
  await handle.close();
  await server.stop();
  await model.close();
  await rm(dataDir, { recursive: true, force: true });
}

async function kill(worker: ChildProcess): Promise<void> {
  const exited = once(worker, "exit");
  worker.kill("SIGKILL");
  await exited;
}

function print(restartsMs: number[]): void {
  const inSeconds = (ms: number): string => (ms / 1_000).toFixed(2);
  const range = `${inSeconds(Math.min(...restartsMs))}–${inSeconds(Math.max(...restartsMs))}`;
  const middle = median(restartsMs);
  console.log(
    `\nG3  kill -9 of a worker until the model is asked again, ${restartsMs.length} rounds`,
  );
  console.log(`  median ${inSeconds(middle)} s   (${range})`);
  console.log(`  ÷ ${inSeconds(DEFAULT_MS)} s: ${(middle / DEFAULT_MS).toFixed(3)}`);
  console.log("  The divisor is BullMQ's default as the design measured it; it was not run here.");
}

await main();
