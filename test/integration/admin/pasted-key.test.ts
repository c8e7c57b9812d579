import { desc, eq, isNull } from "drizzle-orm";
import { describe, expect, it, onTestFinished } from "vitest";
import { auditLog } from "#server/db/tables/audit";
import { criterionVerdicts, grades, judgeCalls } from "#server/db/tables/grades";
import { judgeTests, modelConnections } from "#server/db/tables/settings";
import { createLog } from "#server/log";
import { startWorker } from "#server/worker/start-worker";
import { loader as reportLoader } from "~/routes/report/report";
import { createPageWorld } from "../../support/page-context";
import { sharedThreads } from "../../support/threads/shared-threads";
import { KEY, SETTINGS, RIGHT, openConnectWorld, serve } from "../../support/connect-world";

const {
  world,
  model,
  admin,
  criterionId,
  keepUntilEnd,
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

describe("a pasted key", () => {
  it("is sealed in the database, and in nothing that leaves the server", async () => {
    const lines: string[] = [];
    const log = createLog("worker", "trace", { write: (line: string) => void lines.push(line) });
    const env = world.env(SETTINGS);
    const options = { queueName: world.queueName, threads: sharedThreads() };
    keepUntilEnd(await startWorker(env, log, options));
    // A server that repeats the key, wherever it can and however it is spelt.
    const spellings = [
      KEY,
      Buffer.from(KEY).toString("base64"),
      [...KEY].reverse().join(""),
      KEY.slice(0, KEY.length / 2),
    ];
    model.setCharacter({ kind: "failing", status: 401, message: spellings.join(" and ") });
    const failed = await tryIt();
    expect(failed.result).toMatchObject({
      isReached: false,
      message: "the server answered 401: it doesn’t accept the key",
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
    for (const shown of everything) {
      for (const spelling of spellings) expect(JSON.stringify(shown)).not.toContain(spelling);
    }
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
    await stopWorker();
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
