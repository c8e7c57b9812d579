import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { createDb } from "#server/db/client";
import { grades } from "#server/db/tables/grades";
import { modelConnections } from "#server/db/tables/settings";
import { createKeyVault } from "#server/settings/key-vault";
import { pruneTried } from "#server/settings/try-connection";
import { createJudgeReader, KEEP_MS } from "#server/web/judge-in-use";
import { action as reportAction } from "~/routes/report/report";
import { createPageWorld, postForm } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { waitForGrade } from "../../support/wait-for-grade";
import { KEY, SETTINGS, openConnectWorld } from "../../support/connect-world";

const {
  world,
  model,
  admin,
  runWorker,
  contextOf,
  open,
  send,
  press,
  tryIt,
  use,
  connect,
  grade,
  stored,
  stopWorker,
} = await openConnectWorld();

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
        { name: "large:70b", sizeBytes: 40e9, parameters: null, leavesMachine: false },
        { name: "small:1b", sizeBytes: 1e9, parameters: null, leavesMachine: false },
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
    await stopWorker();
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
