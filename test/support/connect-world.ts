import { once } from "node:events";
import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, afterEach, beforeEach, expect, onTestFinished } from "vitest";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { readContentOf } from "#server/content/read-content";
import { judgeTests, modelConnections } from "#server/db/tables/settings";
import { getJudgeTest } from "#server/settings/get-judge-test";
import type { JudgeTestResult } from "#domain/settings/judge-test.schema";
import type { RunningWorker } from "#server/worker/start-worker";
import { action, loader } from "~/routes/admin/connect";
import { handIn } from "./attempts";
import { RAG } from "./content";
import { FROZEN_DIR } from "./frozen-content";
import type { Character } from "./fake-model/character";
import { startFakeModel } from "./fake-model/start-fake-model";
import { ANSWERS } from "./grading-fixture";
import { openGradingWorld } from "./grading-world";
import { createPageWorld, postForm } from "./page-context";
import type { PageSettings, PageWorld } from "./page-context";
import { createPerson } from "./people";
import { waitForGrade } from "./wait-for-grade";

export const RIGHT: Character = {
  kind: "perfect",
  expected: { lifetime: "met", "measured-rollout": "not_met" },
};
export const KEY = "sk-zebra-4711-0815";
export const SETTINGS_KEY = "a settings key of more than 32 characters";
export const SETTINGS = { SETTINGS_KEY, SCALEBOARD_EMBEDDED: "1" };
const MODELS = [
  { name: "small:1b", size: 1e9 },
  { name: "large:70b", size: 40e9 },
];

type From = { viewer?: Viewer; pages?: PageWorld; settings?: PageSettings };

export /**
 * A grading world with an admin who can connect the fake model, and what they and others do on the
 * page for it. Nothing is connected when a test begins; the workers it ran are stopped after it.
 */
async function openConnectWorld() {
  const world = await openGradingWorld("");
  const pages = createPageWorld(world.database, world.jobs, SETTINGS);
  const content = await readContentOf(FROZEN_DIR, RAG);
  const canaries = Object.fromEntries(
    content?.rubric.canaries.map(({ id, expect: verdict }) => [id, verdict]) ?? [],
  );
  /** Of the problem that is graded here. */
  const criterionId = content?.rubric.criteria[0]?.id ?? "";
  const model = await startFakeModel({ character: RIGHT, models: MODELS, canaries });
  const admin = await createPerson(world.database.db, "admin");
  let workers: RunningWorker[] = [];

  beforeEach(async () => {
    await world.database.db.delete(judgeTests);
    await world.database.db.delete(modelConnections);
    model.setCharacter(RIGHT);
  });
  afterEach(async () => {
    for (const worker of workers) await worker.stop();
    workers = [];
  });
  afterAll(async () => {
    await model.close();
    await pages.close();
    await world.close();
  });

  async function runWorker(settings: Record<string, string> = {}): Promise<void> {
    workers.push(await world.startWorker({ ...SETTINGS, ...settings }));
  }

  /** Before the test's end: the one that was started last. */
  async function stopWorker(): Promise<void> {
    await workers.pop()?.stop();
  }

  async function contextOf(from: From) {
    const { token } = await createSession(world.database.db, (from.viewer ?? admin).id);
    return (from.pages ?? pages).contextFor(token, from.settings);
  }

  async function open(search = "", from: From = {}) {
    const request = new Request(`http://localhost/settings/connect${search}`);
    return loader({ request, params: {}, context: await contextOf(from) });
  }

  async function send(fields: Record<string, string>, from: From = {}) {
    const request = postForm("/settings/connect", fields);
    return action({ request, params: {}, context: await contextOf(from) });
  }

  /** Tries a model, which is expected to be let through to a worker. */
  async function press(fields: Record<string, string> = {}, from: From = {}): Promise<string> {
    const typed = { provider: "other", baseUrl: model.baseUrl, model: "fake-1", apiKey: KEY };
    const answer = await send({ intent: "try", ...typed, ...fields }, from);
    expect("data" in answer && answer.data.result).toBeUndefined();
    const { tried } = await open("", from);
    if (!tried) throw new Error("nothing was tried");
    return tried.id;
  }

  async function waitForTrial(connectionId: string): Promise<JudgeTestResult> {
    const read = async () => (await getJudgeTest(world.database.db, connectionId))?.result;
    await expect.poll(read, { timeout: 30_000, interval: 20 }).toBeTruthy();
    const result = await read();
    if (!result) throw new Error("there is no result");
    return result;
  }

  async function tryIt(fields: Record<string, string> = {}, from: From = {}) {
    const connectionId = await press(fields, from);
    return { connectionId, result: await waitForTrial(connectionId) };
  }

  async function use(connectionId: string, from: From = {}): Promise<void> {
    const answer = await send({ intent: "use", connectionId }, from);
    if ("data" in answer) throw new Error(JSON.stringify(answer.data));
    expect(answer.status).toBe(302);
  }

  async function connect(fields: Record<string, string> = {}): Promise<void> {
    const { connectionId, result } = await tryIt(fields);
    expect(result.isReached).toBe(true);
    await use(connectionId);
  }

  async function grade(viewer?: Viewer) {
    const person = viewer ?? (await createPerson(world.database.db));
    const { attemptId, gradeId } = await handIn(world.database.db, world.jobs, person.id, {
      answers: ANSWERS,
    });
    const isOver = ({ status }: { status: string }) =>
      status === "graded" || status === "needs_attention";
    const row = await waitForGrade(world.database, gradeId, isOver);
    return { person, attemptId, row };
  }

  const stored = () => world.database.db.select().from(modelConnections);
  return {
    world,
    pages,
    model,
    admin,
    criterionId,
    keepUntilEnd: (worker: RunningWorker) => void workers.push(worker),
    stopWorker,
    runWorker,
    contextOf,
    open,
    send,
    press,
    waitForTrial,
    tryIt,
    use,
    connect,
    grade,
    stored,
  };
}

/** A server of another kind, which counts what it is asked. */
export async function serve(answer: RequestListener) {
  const asked: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url);
    answer(request, response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { asked, port, baseUrl: `http://127.0.0.1:${port}/v1` };
}
