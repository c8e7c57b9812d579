import { afterAll, beforeAll, expect, it, onTestFinished } from "vitest";
import { createKeptSpeeds } from "#server/worker/kept-speeds";
import { modelSpeeds } from "#server/db/tables/model-speeds";
import { gradeAnswer } from "#server/grading/grade-answer";
import { waitForFirst } from "#server/judges/home/model-speeds";
import { createOpenAiJudge } from "#server/judges/openai/openai-judge";
import { createTestDatabase } from "../../support/database";
import { startFakeHome } from "../../support/fake-home/start-fake-home";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import { CANARIES, gradeInput } from "../../support/grading-fixture";
import type { TestDatabase } from "../../support/database";

const A = { address: "http://127.0.0.1:1/v1/chat/completions", model: "a" };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it("keeps what each call of a grading showed, for processes that come later", async () => {
  const character = { kind: "perfect" as const, expected: { load: "met" as const } };
  const model = await startFakeModel({ character, canaries: CANARIES });
  onTestFinished(() => model.close());
  const home = await startFakeHome({ home: "llama.cpp", repliesOf: model.baseUrl, speed: 200 });
  onTestFinished(() => home.close());
  const judge = createOpenAiJudge({
    baseUrl: home.baseUrl,
    model: "qwen3.5:9b",
    home: "llama.cpp",
    speeds: createKeptSpeeds(database.db),
    timeoutMs: 50,
    maxOutputTokens: 8_000,
    tokenLimitParameter: "max_completion_tokens",
    schemaMode: "auto",
  });
  await gradeAnswer(gradeInput(), judge, { signal: new AbortController().signal, concurrency: 1 });
  const rows = await database.db.select().from(modelSpeeds);
  expect(rows).toHaveLength(1);
  const [row] = rows;
  expect(row).toMatchObject({ address: `${home.baseUrl}/chat/completions`, model: "qwen3.5:9b" });
  // 70 and 20 tokens a second, 200 times as fast; the machine takes its share of both.
  expect(row?.readsPerSecond).toBeGreaterThan(0);
  expect(row?.readsPerSecond).toBeLessThan(1.2 * 70 * 200);
  expect(row?.writesPerSecond).toBeGreaterThan(0);
  const of = { address: row?.address ?? "", model: "qwen3.5:9b" };
  expect(await waitForFirst(createKeptSpeeds(database.db), of, 100)).toBe(60_000);
});

it("keeps the slowest reading and the last writing, and what wasn't measured as it was", async () => {
  const speeds = createKeptSpeeds(database.db);
  expect(await speeds.find(A)).toBeNull();
  await speeds.keep(A, { readsPerSecond: null, writesPerSecond: 20, thoughtTokens: 300 });
  expect(await speeds.find(A)).toMatchObject({ readsPerSecond: null, writesPerSecond: 20 });
  await speeds.keep(A, { readsPerSecond: 70, writesPerSecond: 10, thoughtTokens: null });
  await speeds.keep(A, { readsPerSecond: 90, writesPerSecond: null, thoughtTokens: null });
  const slowest = { readsPerSecond: 70, writesPerSecond: 10, thoughtTokens: 300 };
  expect(await speeds.find(A)).toMatchObject(slowest);
  await database.sql`update model_speeds set last_at = now() - interval '5 minutes' where model = 'a'`;
  expect(await waitForFirst(speeds, A, 100)).toBe(600_000);
});
