import { eq } from "drizzle-orm";
import { expect, it, onTestFinished } from "vitest";
import { judgeTests } from "#server/db/tables/settings";
import { JUDGE_TEST_LOST_MS } from "#domain/settings/judge-test.schema";
import { takeJudgeTest } from "#server/settings/take-judge-test";
import { createPerson } from "../../support/people";
import { openConnectWorld } from "../../support/connect-world";
import { startFakeHome } from "../../support/fake-home/start-fake-home";
import type { FakeHomeOptions } from "../../support/fake-home/start-fake-home";

const { world, model, open, press, runWorker, send, waitForTrial } = await openConnectWorld();
const { database } = world;

/** Of a call to a server elsewhere; a trial there ends after twice as long. */
const TIMEOUT_MS = 1_000;

async function tryAtHome(options: Partial<FakeHomeOptions> = {}) {
  await runWorker({ JUDGE_TIMEOUT_MS: String(TIMEOUT_MS) });
  const home = await startFakeHome({ home: "llama.cpp", repliesOf: model.baseUrl, ...options });
  onTestFinished(() => home.close());
  const fields = { provider: "llamacpp", baseUrl: home.baseUrl, model: "qwen3.5:9b", apiKey: "" };
  return { home, connectionId: await press(fields) };
}

const testOf = async () => (await open()).tried?.test;
const stateOf = async () => (await testOf())?.state;
const stepOf = async () => (await testOf())?.step?.kind;

it("waits for a slow model that shows life, says how far it is, and measures it", async () => {
  const { connectionId } = await tryAtHome({ thinks: 3_000 });
  await expect.poll(stepOf, { timeout: 20_000, interval: 20 }).toBe("thinking");
  expect((await testOf())?.elapsedMs).toBeGreaterThan(0);
  const result = await waitForTrial(connectionId);
  expect(result).toMatchObject({ isReached: true });
  expect(result.durationMs).toBeGreaterThan(2 * TIMEOUT_MS);
  const paces = result.isReached ? result.paces : null;
  expect(paces).toMatchObject({ isReadSure: true });
  // 70 and 20 tokens a second, 50 times as fast; the machine takes its share of both.
  expect(paces?.readsPerSecond).toBeLessThan(1.2 * 70 * 50);
  expect(paces?.writesPerSecond).toBeLessThan(1.2 * 20 * 50);
  expect(paces?.thoughtTokens).toBeGreaterThan(2_900);
  const { tried } = await open();
  expect(tried?.gradingTime?.leastMs).toBeGreaterThan(0);
  expect(tried?.gradingTime?.mostMs).toBeGreaterThan(tried?.gradingTime?.leastMs ?? Infinity);
});

it("isn't lost while its worker lives, and is stopped by whoever tries it", async () => {
  const { home, connectionId } = await tryAtHome({ fault: "hangs_before_first_token" });
  await expect.poll(stepOf, { timeout: 20_000, interval: 20 }).toBe("loading");
  await database.db
    .update(judgeTests)
    .set({ createdAt: new Date(Date.now() - 2 * JUDGE_TEST_LOST_MS) });
  expect(await stateOf()).toBe("asking");
  const viewer = await createPerson(database.db, "admin");
  const refused = await send({ intent: "stop", connectionId }, { viewer });
  expect("init" in refused && refused.init?.status).toBe(409);
  expect(await stateOf()).toBe("asking");

  await send({ intent: "stop", connectionId });
  expect(await testOf()).toMatchObject({ state: "answered", result: { errorKind: "stopped" } });
  await expect.poll(() => home.calls[0]?.wasAbandoned, { timeout: 5_000 }).toBe(true);
  const again = await send({ intent: "stop", connectionId });
  expect("init" in again && again.init?.status).toBe(409);
});

it("is lost once its worker is gone, and another one's from then on", async () => {
  // No worker runs here: one that took it up is gone.
  const connectionId = await press();
  const [row] = await database.db
    .select({ id: judgeTests.id })
    .from(judgeTests)
    .where(eq(judgeTests.connectionId, connectionId));
  await takeJudgeTest(database.db, row?.id ?? "");
  expect(await stateOf()).toBe("asking");
  await database.sql`update judge_tests set seen_at = now() - interval '11 seconds'`;
  expect(await stateOf()).toBe("lost");
  await runWorker();
  expect(await waitForTrial(connectionId)).toMatchObject({ isReached: true });
});
