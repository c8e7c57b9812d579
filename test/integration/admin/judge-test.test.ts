import { desc, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "#domain/accounts/roles";
import { createSession } from "#server/accounts/sessions";
import { auditLog } from "#server/db/tables/audit";
import { judgeTests } from "#server/db/tables/settings";
import { getJudgeTest } from "#server/settings/get-judge-test";
import type { JudgeTestResult } from "#domain/settings/judge-test.schema";
import type { RunningWorker } from "#server/worker/start-worker";
import { action, loader } from "~/routes/admin/settings";
import type { Character } from "../../support/fake-model/character";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { FakeModel } from "../../support/fake-model/start-fake-model";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";

const RIGHT = {
  kind: "perfect",
  expected: { lifetime: "met", "measured-rollout": "not_met" },
} as const;
const KEY = "zebra-4711";
const POLL_MS = 20;

let world: GradingWorld;
let pages: PageWorld;
let model: FakeModel;
let worker: RunningWorker | null = null;

beforeAll(async () => {
  world = await openGradingWorld("");
  pages = createPageWorld(world.database, world.jobs);
  model = await startFakeModel({ character: RIGHT });
});
beforeEach(() => world.database.db.delete(judgeTests));
afterEach(async () => {
  await worker?.stop();
  worker = null;
});
afterAll(async () => {
  await model.close();
  await pages.close();
  await world.close();
});

async function startWorker(settings: Record<string, string> = {}): Promise<void> {
  worker = await world.startWorker({
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: KEY,
    JUDGE_MODEL: "fake-judge-1",
    ...settings,
  });
}

async function press(role: Role | null, personId?: string) {
  const id = personId ?? (role && (await createPerson(world.database.db, role)).id);
  const token = id === null ? null : (await createSession(world.database.db, id)).token;
  const context = await pages.contextFor(token, { isDemo: true });
  return action({ request: postForm("/settings", { intent: "ask" }), params: {}, context });
}

async function waitForAnswer(): Promise<JudgeTestResult> {
  for (;;) {
    const test = await getJudgeTest(world.database.db);
    if (test?.result) return test.result;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

async function ask(character: Character): Promise<JudgeTestResult> {
  model.setCharacter(character);
  const answer = await press("admin");
  expect(answer.data.error).toBeNull();
  return waitForAnswer();
}

describe("asking the judge", () => {
  it("puts the question over HTTP as gradings are put, and shows what came back", async () => {
    await startWorker();
    const before = model.requests.length;
    const result = await ask(RIGHT);
    const sent = model.requests.slice(before);
    expect(sent).toHaveLength(1);
    expect(sent[0]?.headers.authorization).toBe(`Bearer ${KEY}`);
    expect(sent[0]?.body.messages.map(({ role }) => role)).toEqual(["system", "user", "user"]);
    expect(result).toMatchObject({
      isReached: true,
      kind: "openai",
      requestedModel: "fake-judge-1",
      repairs: 0,
      // The server's name for it, and a price that nobody knows: never "nothing".
      returnedModel: "fake-judge-1-2026-01-01",
      replyShape: "json_schema",
      costUsd: null,
      verdicts: [
        { expected: "met", given: "met" },
        { expected: "not_met", given: "not_met" },
      ],
    });
    expect(result.durationMs).toBeGreaterThanOrEqual(0);
    expect(result.tokens?.input).toBeGreaterThan(0);
  });

  it("tells which shape of reply worked", async () => {
    await startWorker();
    const result = await ask({ kind: "limited", knows: "json_object", then: RIGHT });
    expect(result).toMatchObject({ isReached: true, replyShape: "json_object" });
  });

  it("tells of a reply that had to be mended", async () => {
    await startWorker();
    const result = await ask({ kind: "json_in_prose", untilMended: true, then: RIGHT });
    expect(result).toMatchObject({ isReached: true, repairs: 1 });
  });

  it("shows verdicts that are not the right ones beside those that are", async () => {
    await startWorker();
    const result = await ask({ kind: "always_met_quoting" });
    expect(result).toMatchObject({
      verdicts: [{ given: "met" }, { expected: "not_met", given: "met" }],
    });
  });

  it.each<[string, Character, string]>([
    ["a wrong key", { kind: "failing", status: 401, message: `bad key ${KEY}` }, "misconfigured"],
    ["an unknown model", { kind: "failing", status: 404 }, "misconfigured"],
    ["a limit", { kind: "rate_limited" }, "rate_limited"],
    ["an outage", { kind: "failing", status: 503 }, "unavailable"],
    ["a refusal", { kind: "refusing" }, "refused"],
    ["a cut-off reply", { kind: "truncated" }, "truncated"],
    ["prose twice", { kind: "json_in_prose" }, "invalid_reply"],
  ])("says of %s what it is, once, without a secret", async (_, character, errorKind) => {
    await startWorker();
    const result = await ask(character);
    expect(result).toMatchObject({ isReached: false, errorKind });
    const page = await openSettings();
    expect(JSON.stringify(page)).not.toContain(KEY);
  });

  it("says that a server took too long", async () => {
    await startWorker({ JUDGE_TIMEOUT_MS: "1000" });
    expect(await ask({ kind: "hanging" })).toMatchObject({
      isReached: false,
      errorKind: "timeout",
    });
  });

  it("says that nobody listens there", async () => {
    await startWorker({ OPENAI_BASE_URL: "http://127.0.0.1:9/v1" });
    expect(await ask(RIGHT)).toMatchObject({ isReached: false, errorKind: "unavailable" });
  });

  it("asks the offline judge where no model is connected", async () => {
    await startWorker({ JUDGE_MODEL: "" });
    const before = model.requests.length;
    const result = await ask(RIGHT);
    expect(result).toMatchObject({ isReached: true, kind: "offline", costUsd: 0 });
    expect(result).toMatchObject({ label: "The offline judge", isLocal: true });
    expect(model.requests).toHaveLength(before);
  });

  it("waits for a worker, and says so", async () => {
    expect((await press("admin")).data.error).toBeNull();
    const { db } = world.database;
    expect(await getJudgeTest(db)).toMatchObject({ state: "waiting", result: null });
    const later = new Date(Date.now() + 10 * 60_000);
    expect(await getJudgeTest(db, null, later)).toMatchObject({ state: "lost" });
    await startWorker();
    expect(await waitForAnswer()).toMatchObject({ isReached: true });
  });

  it("asks once when two press at the same time", async () => {
    const answers = await Promise.all([press("admin"), press("admin")]);
    expect(answers.map(({ data }) => data.error === null).sort()).toEqual([false, true]);
    expect(await world.database.db.select().from(judgeTests)).toHaveLength(1);
  });

  it("stands in the audit log, and is refused the twenty-first time in an hour", async () => {
    const { id } = await createPerson(world.database.db, "admin");
    await press("admin", id);
    const [entry] = await world.database.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.actorId, id))
      .orderBy(desc(auditLog.id));
    expect(entry?.action).toBe("judge.ask");
    const result: JudgeTestResult = {
      kind: "offline",
      requestedModel: "o",
      returnedModel: "o",
      durationMs: 1,
      tokens: null,
      costUsd: 0,
      isReached: true,
      replyShape: null,
      repairs: 0,
      verdicts: [],
    };
    const answered = { requestedBy: id, result, finishedAt: new Date() };
    await world.database.db.delete(judgeTests);
    await world.database.db.insert(judgeTests).values(Array.from({ length: 20 }, () => answered));
    const refused = await press("admin", id);
    expect(refused.init?.status).toBe(429);
    expect((await press("admin")).data.error).toBeNull();
  });

  it.each(["candidate", "reviewer"] as const)(
    "is refused to a %s, on their own machine too",
    async (role) => {
      await expect(press(role)).rejects.toMatchObject({ status: 403 });
      expect(await world.database.db.select().from(judgeTests)).toEqual([]);
    },
  );

  it("leads a visitor to the door", async () => {
    await expect(press(null)).rejects.toMatchObject({ status: 302 });
  });
});

async function openSettings() {
  const { id } = await createPerson(world.database.db, "admin");
  const { token } = await createSession(world.database.db, id);
  const context = await pages.contextFor(token);
  return loader({ request: new Request("http://localhost/settings"), params: {}, context });
}
