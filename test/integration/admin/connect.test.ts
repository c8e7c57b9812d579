import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { desc, eq, isNull } from "drizzle-orm";
import {
  afterAll,
  afterEach,
  beforeAll,
  beforeEach,
  describe,
  expect,
  it,
  onTestFinished,
} from "vitest";
import type { Role } from "#domain/accounts/roles";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { readContentOf } from "#server/content/read-content";
import { createDb } from "#server/db/client";
import { auditLog } from "#server/db/tables/audit";
import { criterionVerdicts, grades, judgeCalls } from "#server/db/tables/grades";
import { judgeTests, modelConnections } from "#server/db/tables/settings";
import { getJudgeTest } from "#server/settings/get-judge-test";
import type { JudgeTestResult } from "#domain/settings/judge-test.schema";
import { createKeyVault } from "#server/settings/key-vault";
import { pruneTried } from "#server/settings/try-connection";
import { createJudgeReader, KEEP_MS } from "#server/web/judge-in-use";
import { createLog } from "#server/log";
import { startWorker } from "#server/worker/start-worker";
import type { RunningWorker } from "#server/worker/start-worker";
import { action, loader } from "~/routes/admin/connect";
import { action as reportAction, loader as reportLoader } from "~/routes/report/report";
import { handIn } from "../../support/attempts";
import { RAG, ROOT_DIR } from "../../support/content";
import type { Character } from "../../support/fake-model/character";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { FakeModel } from "../../support/fake-model/start-fake-model";
import { ANSWERS } from "../../support/grading-fixture";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageSettings, PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { sharedThreads } from "../../support/threads/shared-threads";
import { waitForGrade } from "../../support/wait-for-grade";

const RIGHT: Character = {
  kind: "perfect",
  expected: { lifetime: "met", "measured-rollout": "not_met" },
};
const KEY = "sk-zebra-4711-0815";
const SETTINGS_KEY = "a settings key of more than 32 characters";
const SETTINGS = { SETTINGS_KEY, SCALEBOARD_EMBEDDED: "1" };
const MODELS = [
  { name: "small:1b", size: 1e9 },
  { name: "large:70b", size: 40e9 },
];

let world: GradingWorld;
let pages: PageWorld;
let model: FakeModel;
let admin: Viewer;
/** Of the problem that is graded here. */
let criterionId: string;
let workers: RunningWorker[] = [];

beforeAll(async () => {
  world = await openGradingWorld("");
  pages = createPageWorld(world.database, world.jobs, SETTINGS);
  const content = await readContentOf(ROOT_DIR, RAG);
  const canaries = Object.fromEntries(
    content?.rubric.canaries.map(({ id, expect: verdict }) => [id, verdict]) ?? [],
  );
  criterionId = content?.rubric.criteria[0]?.id ?? "";
  model = await startFakeModel({ character: RIGHT, models: MODELS, canaries });
  admin = await createPerson(world.database.db, "admin");
});
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

type From = { viewer?: Viewer; pages?: PageWorld; settings?: PageSettings };

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
  await expect.poll(read, { timeout: 15_000, interval: 20 }).toBeTruthy();
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

describe("a connection", () => {
  it("is tried as it will grade, and judges in every process from then on, without a restart", async () => {
    await runWorker();
    await runWorker();
    const otherPages = createPageWorld(world.database, world.jobs, SETTINGS);
    onTestFinished(() => otherPages.close());
    expect((await grade()).row.summary?.judge.kind).toBe("offline");

    const before = model.requests.length;
    const { connectionId, result } = await tryIt();
    expect(result).toMatchObject({
      isReached: true,
      kind: "openai",
      requestedModel: "fake-1",
      replyShape: "json_schema",
      verdicts: [{ given: "met" }, { expected: "not_met", given: "not_met" }],
    });
    const asked = model.requests.slice(before);
    expect(asked.map(({ headers }) => headers.authorization)).toEqual([`Bearer ${KEY}`]);
    // Tried, and not yet used.
    expect((await (await contextOf({})).getJudge()).hasModel).toBe(false);

    await use(connectionId);
    for (const from of [{}, { pages: otherPages }]) {
      const judge = await (await contextOf(from)).getJudge();
      expect(judge).toMatchObject({
        hasModel: true,
        settings: { source: "connection", model: "fake-1", hasKey: true, isKeyLost: false },
      });
    }
    // So many that both workers get some.
    const graded = await Promise.all(Array.from({ length: 6 }, () => grade()));
    for (const { row } of graded) {
      expect(row.summary?.judge).toMatchObject({ kind: "openai", requestedModel: "fake-1" });
    }

    await send({ intent: "disconnect" });
    expect((await (await contextOf({ pages: otherPages })).getJudge()).hasModel).toBe(false);
    expect((await grade()).row.summary?.judge.kind).toBe("offline");
  });

  it("asks Ollama without a key, by the name that it knows for the limit of tokens", async () => {
    await runWorker();
    await connect({ provider: "ollama", model: "large:70b", apiKey: "" });
    const body = model.requests.at(-1)?.body;
    expect(body).toMatchObject({ model: "large:70b", max_tokens: 4_000 });
    expect(body).not.toHaveProperty("max_completion_tokens");
  });

  it("lists a server's models when it is asked to", async () => {
    const answer = await send({
      intent: "list",
      provider: "ollama",
      baseUrl: `${model.baseUrl}/`,
      model: "",
      apiKey: "",
    });
    expect("data" in answer && answer.data.listed).toEqual({
      provider: "ollama",
      baseUrl: model.baseUrl,
      models: [
        { name: "large:70b", sizeBytes: 40e9, parameters: null },
        { name: "small:1b", sizeBytes: 1e9, parameters: null },
      ],
    });
  });

  it("may be taken into use with wrong verdicts, which are told, but not without an answer", async () => {
    await runWorker();
    model.setCharacter({ kind: "always_met_quoting" });
    const wrong = await tryIt();
    expect(wrong.result).toMatchObject({ verdicts: [{ given: "met" }, { given: "met" }] });
    model.setCharacter({ kind: "failing", status: 401, message: "no" });
    const unreached = await tryIt();
    expect(unreached.result).toMatchObject({ isReached: false, errorKind: "misconfigured" });
    const refused = await send({ intent: "use", connectionId: unreached.connectionId });
    expect("init" in refused && refused.init?.status).toBe(409);
    // The one before it was let go by the second try.
    const gone = await send({ intent: "use", connectionId: wrong.connectionId });
    expect("init" in gone && gone.init?.status).toBe(409);
    model.setCharacter({ kind: "always_met_quoting" });
    await use((await tryIt()).connectionId);
  });

  it("is used by whoever tried it, and by nobody else", async () => {
    await runWorker();
    const { connectionId } = await tryIt();
    const other = await createPerson(world.database.db, "admin");
    const refused = await send({ intent: "use", connectionId }, { viewer: other });
    expect("init" in refused && refused.init?.status).toBe(409);
    expect((await open("", { viewer: other })).tried).toBeNull();
  });

  it("takes the place of the one before, whose key is gone", async () => {
    await runWorker();
    await connect();
    await connect({ model: "fake-2" });
    const rows = await stored();
    expect(rows.filter(({ endedAt }) => endedAt === null)).toMatchObject([{ model: "fake-2" }]);
    for (const { endedAt, sealedKey } of rows) expect(sealedKey === null).toBe(endedAt !== null);
    const judge = await (await contextOf({})).getJudge();
    expect(judge.settings).toMatchObject({ model: "fake-2" });
  });

  it("can't be in use beside another", async () => {
    const row = {
      provider: "other" as const,
      baseUrl: "https://m.example/v1",
      model: "m",
      options: { tokenLimitParameter: "max_tokens" as const },
      createdBy: admin.id,
      usedAt: new Date(),
    };
    await world.database.db.insert(modelConnections).values(row);
    await expect(world.database.db.insert(modelConnections).values(row)).rejects.toThrow();
  });

  it("that was tried long ago is let go, with its key", async () => {
    await press();
    await pruneTried(world.database.db);
    expect(await stored()).toMatchObject([{ endedAt: null }]);
    await pruneTried(world.database.db, new Date(Date.now() + 61 * 60_000));
    expect(await stored()).toMatchObject([{ sealedKey: null }]);
    expect((await open()).tried).toBeNull();
  });

  it("is not made, and not looked at, where the environment names a model", async () => {
    const named = { JUDGE_MODEL: "env-model", OPENAI_BASE_URL: model.baseUrl };
    await runWorker();
    await connect();
    const ofEnvironment = createPageWorld(world.database, world.jobs, { ...SETTINGS, ...named });
    onTestFinished(() => ofEnvironment.close());
    await workers.pop()?.stop();
    await runWorker(named);
    expect((await grade()).row.summary?.judge.requestedModel).toBe("env-model");
    const page = await open("", { pages: ofEnvironment });
    expect(page.ofEnvironment).toMatchObject({ model: "env-model" });
    const fields = { intent: "try", provider: "other", baseUrl: model.baseUrl, model: "m" };
    const refused = await send(fields, { pages: ofEnvironment });
    expect("init" in refused && refused.init?.status).toBe(409);
  });
});

describe("what pages say of the judge", () => {
  const env = () => world.env(SETTINGS);
  const insertInUse = () =>
    world.database.db
      .insert(modelConnections)
      .values({
        provider: "other",
        baseUrl: "https://m.example/v1",
        model: "m",
        createdBy: admin.id,
        options: { tokenLimitParameter: "max_tokens" },
        usedAt: new Date(),
      });

  it("is kept for a while, but not past a change of the process's own", async () => {
    const reader = createJudgeReader(env(), world.database.db, createKeyVault(), 60_000);
    expect((await reader.read()).hasModel).toBe(false);
    await insertInUse();
    expect((await reader.read()).hasModel).toBe(false);
    reader.forget();
    expect((await reader.read()).hasModel).toBe(true);
  });

  it("is kept for a second where another process made the change", async () => {
    const { read } = createJudgeReader(env(), world.database.db, createKeyVault());
    expect((await read()).hasModel).toBe(false);
    await insertInUse();
    const look = async () => (await read()).hasModel;
    await expect.poll(look, { timeout: KEEP_MS + 2_000, interval: 50 }).toBe(true);
  });

  it("is what was read last while the database is away", async () => {
    const away = createDb(world.database.url, { max: 1 });
    await insertInUse();
    const { read } = createJudgeReader(env(), away.db, createKeyVault(), 0);
    expect((await read()).settings).toMatchObject({ model: "m" });
    await away.close();
    expect((await read()).settings).toMatchObject({ model: "m" });
    await expect(createJudgeReader(env(), away.db, createKeyVault(), 0).read()).rejects.toThrow();
  });
});

describe("a pasted key", () => {
  it("is sealed in the database, and in nothing that leaves the server", async () => {
    const lines: string[] = [];
    const log = createLog("worker", "trace", { write: (line: string) => void lines.push(line) });
    const env = world.env(SETTINGS);
    const options = { queueName: world.queueName, threads: sharedThreads() };
    workers.push(await startWorker(env, log, options));
    // A server that repeats the key, wherever it can.
    model.setCharacter({ kind: "failing", status: 401, message: `no such key: ${KEY}` });
    const failed = await tryIt();
    expect(failed.result).toMatchObject({
      isReached: false,
      message: expect.stringContaining("…"),
    });
    model.setCharacter(RIGHT);
    const { connectionId } = await tryIt();
    await use(connectionId);
    model.setCharacter({ kind: "failing", status: 401, message: `no such key: ${KEY}` });
    const { attemptId, person } = await grade();
    const rows = await stored();
    expect(rows.filter(({ sealedKey }) => sealedKey !== null)).toHaveLength(1);
    const { db } = world.database;
    const report = await reportLoader({
      request: new Request(`http://localhost/attempts/${attemptId}/report`),
      params: { attemptId },
      context: await contextOf({ viewer: person }),
    });
    const everything = [
      ...[rows, await open(), await open("?provider=other"), report, lines],
      ...[await db.select().from(auditLog), await db.select().from(judgeTests)],
      await db.select().from(grades),
    ];
    for (const shown of everything) expect(JSON.stringify(shown)).not.toContain("zebra");
    expect(lines.length).toBeGreaterThan(2);
  });

  it("is taken out of what a model says, before it is stored or shown", async () => {
    await runWorker();
    await connect();
    const reasoning = `I was sent ${KEY} with this.`;
    model.setCharacter({
      kind: "scripted",
      answers: { [criterionId]: { verdict: "not_met", evidence: [], reasoning } },
    });
    const { row } = await grade();
    expect(row.status).toBe("graded");
    const { db } = world.database;
    const verdicts = await db
      .select()
      .from(criterionVerdicts)
      .where(eq(criterionVerdicts.gradeId, row.id));
    const calls = await db.select().from(judgeCalls).where(eq(judgeCalls.gradeId, row.id));
    const said = verdicts.find((verdict) => verdict.criterionId === criterionId)?.detail.reasoning;
    expect(said).toBe("I was sent … with this.");
    expect(JSON.stringify([verdicts, calls])).not.toContain("zebra");
  });

  it("is not sent back with a form that is refused, nor told in words", async () => {
    const fields = { intent: "try", provider: "other", baseUrl: "http://10.0.0.1/v1", model: "m" };
    for (const changes of [{}, { model: "two words" }, { provider: "openai", model: "" }]) {
      const refused = await send({ ...fields, apiKey: KEY, ...changes });
      expect("init" in refused && refused.init?.status).toBe(400);
      expect(JSON.stringify(refused)).not.toContain("zebra");
    }
  });

  it("stands in the audit log as a fact, with who, where and what", async () => {
    await runWorker();
    await connect();
    const [entry] = await world.database.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.action, "judge.connect"))
      .orderBy(desc(auditLog.id))
      .limit(1);
    expect(entry).toMatchObject({
      actorId: admin.id,
      detail: { provider: "other", address: model.baseUrl, model: "fake-1", hasKey: true },
    });
  });

  it("need not be pasted again for another model at the same address, and must be for another address", async () => {
    await runWorker();
    await connect();
    await tryIt({ apiKey: "", model: "fake-2" });
    expect(model.requests.at(-1)?.headers.authorization).toBe(`Bearer ${KEY}`);
    const before = model.requests.length;
    // The same server by another name: the key doesn't follow.
    const baseUrl = model.baseUrl.replace("127.0.0.1", "localhost");
    await tryIt({ apiKey: "", baseUrl });
    expect(model.requests.slice(before).map(({ headers }) => headers.authorization)).toEqual([
      "Bearer none",
    ]);
  });

  it("is asked for where the provider needs one", async () => {
    const fields = { intent: "try", provider: "openrouter", baseUrl: "", model: "m", apiKey: "" };
    const refused = await send(fields);
    expect("data" in refused && refused.data.result?.errors["apiKey"]?.join()).toContain(
      "openrouter.ai",
    );
  });

  it("can't be kept without a SETTINGS_KEY, and the page says so", async () => {
    const without = createPageWorld(world.database, world.jobs, { SCALEBOARD_EMBEDDED: "1" });
    onTestFinished(() => without.close());
    expect((await open("", { pages: without })).canKeepKeys).toBe(false);
    const fields = { provider: "other", baseUrl: model.baseUrl, model: "m" };
    const refused = await send({ intent: "try", ...fields, apiKey: KEY }, { pages: without });
    expect("data" in refused && refused.data.result?.errors["apiKey"]?.join()).toContain(
      "SETTINGS_KEY",
    );
    await press({ ...fields, apiKey: "" }, { pages: without });
    expect(await stored()).toMatchObject([{ sealedKey: null }]);
  });

  it("that can't be read any more is asked for again; nothing crashes, nothing is made up", async () => {
    await runWorker();
    await connect();
    await workers.pop()?.stop();
    const OTHER = { SETTINGS_KEY: "quite another key of more than 32 characters" };
    await runWorker(OTHER);
    const changed = createPageWorld(world.database, world.jobs, { ...SETTINGS, ...OTHER });
    onTestFinished(() => changed.close());
    expect(await open("", { pages: changed })).toMatchObject({
      isKeyLost: true,
      connection: { model: "fake-1", hasKey: true },
    });
    const { row } = await grade();
    expect(row).toMatchObject({ status: "needs_attention", errorKind: "misconfigured" });
    const fields = { intent: "try", provider: "other", baseUrl: model.baseUrl, model: "fake-1" };
    const refused = await send({ ...fields, apiKey: "" }, { pages: changed });
    expect("data" in refused && refused.data.result?.errors["apiKey"]?.join()).toContain(
      "Paste the key again",
    );
    const { connectionId } = await tryIt({}, { pages: changed });
    await use(connectionId, { pages: changed });
    expect((await grade()).row.summary?.judge).toMatchObject({ requestedModel: "fake-1" });
  });

  it("that was moved to another address in the database is sent to nobody", async () => {
    await runWorker();
    await connect();
    const thief = await serve((_, response) => response.end("{}"));
    await world.database.db
      .update(modelConnections)
      .set({ baseUrl: thief.baseUrl })
      .where(isNull(modelConnections.endedAt));
    const { row } = await grade();
    expect(row).toMatchObject({ status: "needs_attention", errorKind: "misconfigured" });
    expect(thief.asked).toEqual([]);
  });
});

/** A server of another kind, which counts what it is asked. */
async function serve(answer: RequestListener) {
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

describe("where a model may be connected", () => {
  const REFUSED = [
    ...["http://10.0.0.1/v1", "https://192.168.1.1/v1", "https://169.254.169.254/latest"],
    ...["https://[::ffff:169.254.169.254]/v1", "https://[fd00:ec2::254]/v1", "http://0.0.0.0/v1"],
    ...["http://models.example/v1", "ftp://models.example/", "https://user:pw@models.example/v1"],
    ...["https://models.example/v1?key=1", "file:///etc/passwd", "gopher://x", "nothing"],
  ];

  it.each(REFUSED)("refuses %s, in words at its field", async (baseUrl) => {
    for (const intent of ["try", "list"]) {
      const fields = { intent, provider: "other", baseUrl, model: "m", apiKey: KEY };
      const refused = await send(fields);
      if (!("data" in refused)) throw new Error("let through");
      expect(refused.init?.status).toBe(400);
      expect(refused.data.result?.errors["baseUrl"]?.join()).toMatch(/address/);
    }
    expect(await stored()).toEqual([]);
  });

  it("lets a shared server call itself only where its operator lists that", async () => {
    const shared = createPageWorld(world.database, world.jobs, { SETTINGS_KEY });
    const { host } = new URL(model.baseUrl);
    const listed = { SETTINGS_KEY, JUDGE_ALLOWED_HOSTS: host };
    const allowing = createPageWorld(world.database, world.jobs, listed);
    onTestFinished(async () => {
      await shared.close();
      await allowing.close();
    });
    const fields = { intent: "try", provider: "other", baseUrl: model.baseUrl, model: "m" };
    const refused = await send(fields, { pages: shared });
    expect("init" in refused && refused.init?.status).toBe(400);
    // The worker holds to its own rules, whatever the web process let through.
    workers.push(await world.startWorker({ SETTINGS_KEY }));
    const before = model.requests.length;
    const { result } = await tryIt({}, { pages: allowing });
    expect(result).toMatchObject({ isReached: false, errorKind: "misconfigured" });
    expect(model.requests).toHaveLength(before);
    await workers.pop()?.stop();
    workers.push(await world.startWorker(listed));
    expect((await tryIt({}, { pages: allowing })).result.isReached).toBe(true);
  });

  it("follows no redirect, and says so", async () => {
    await runWorker();
    const target = await serve((_, response) => response.end("{}"));
    const server = await serve((_, response) => {
      response.writeHead(307, { location: `${target.baseUrl}/chat/completions` }).end();
    });
    const { result } = await tryIt({ baseUrl: server.baseUrl });
    expect(result).toMatchObject({ isReached: false, errorKind: "misconfigured" });
    expect("message" in result && result.message).toMatch(/redirect/);
    expect(target.asked).toEqual([]);
  });

  it("asks no server at an address that only stands in a link", async () => {
    const server = await serve((_, response) => response.end('{"models": []}'));
    await open(`?provider=ollama&baseUrl=${server.baseUrl}&address=${server.baseUrl}`);
    expect(server.asked).toEqual([]);
  });
});

describe("who may connect a model", () => {
  const person = (role: Role) => createPerson(world.database.db, role);
  const fields = { intent: "disconnect" };

  it.each(["candidate", "reviewer"] as const)("not a %s, who is told whom to ask", async (role) => {
    const from = { viewer: await person(role) };
    for (const asking of [() => open("", from), () => send(fields, from)]) {
      const refused: unknown = await asking().catch((error: unknown) => error);
      if (!(refused instanceof Response)) throw new Error("let through");
      expect(refused.status).toBe(403);
      const text = await refused.text();
      expect(text).toContain("Ask an admin");
      expect(text).not.toContain(admin.email);
    }
  });

  it("everybody on the embedded start, who is an admin there by a click", async () => {
    const from = { viewer: await person("candidate"), settings: { isDemo: true } };
    expect((await open("", from)).isAdmin).toBe(false);
    await runWorker();
    const { connectionId } = await tryIt({}, from);
    await use(connectionId, from);
  });
});

describe("the way from an estimate to a grade", () => {
  async function ask(attemptId: string, viewer: Viewer) {
    const request = postForm(`/attempts/${attemptId}/report`, { intent: "with-model" });
    const context = await contextOf({ viewer });
    return reportAction({ request, params: { attemptId }, context }).catch(
      (error: unknown) => error,
    );
  }
  const gradesOf = (attemptId: string) =>
    world.database.db
      .select()
      .from(grades)
      .where(eq(grades.attemptId, attemptId))
      .orderBy(grades.version);

  it("leads back to the report that somebody came from, if it is one of theirs", async () => {
    await runWorker();
    const { attemptId, person } = await grade();
    const demo = { viewer: person, settings: { isDemo: true } };
    expect((await open(`?from=${attemptId}`, demo)).from).toMatchObject({
      attemptId,
      isOwn: true,
      canBeGraded: true,
    });
    const stranger = { ...demo, viewer: await createPerson(world.database.db) };
    for (const from of [attemptId, randomUUID(), "../../admin", "https://evil.example", ""]) {
      const page = await open(`?${new URLSearchParams({ from })}`, stranger);
      expect(page.from).toBeNull();
    }
  });

  it("asks for one more grading, by the model, and keeps the estimate", async () => {
    await runWorker();
    const { attemptId, person } = await grade();
    expect(await ask(attemptId, person)).toMatchObject({ status: 409 });
    await connect();
    const stranger = await createPerson(world.database.db);
    expect(await ask(attemptId, stranger)).toMatchObject({ status: 404 });
    await Promise.all([ask(attemptId, person), ask(attemptId, person)]);
    const [estimate, next, ...more] = await gradesOf(attemptId);
    expect(more).toEqual([]);
    if (!next) throw new Error("nothing was asked for");
    const row = await waitForGrade(world.database, next.id, ({ status }) => status === "graded");
    expect(row).toMatchObject({ isEstimate: false, requestedBy: person.id });
    expect(row.summary?.judge.requestedModel).toBe("fake-1");
    expect(estimate).toMatchObject({ status: "graded", isEstimate: true });
    // It has a grade now.
    expect(await ask(attemptId, person)).toMatchObject({ status: 409 });
  });

  it("may be gone by an admin for a candidate's estimate", async () => {
    await runWorker();
    const { attemptId } = await grade();
    await connect();
    expect(await ask(attemptId, admin)).toMatchObject({ status: 302 });
    const [, next] = await gradesOf(attemptId);
    expect(next).toMatchObject({ requestedBy: admin.id });
  });
});
