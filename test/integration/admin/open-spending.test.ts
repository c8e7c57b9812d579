import pino from "pino";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { auditLog } from "#server/db/tables/audit";
import { judgeSettings, judgeTests, modelConnections } from "#server/db/tables/settings";
import { envSchema } from "#server/env";
import { warnOfOpenSpending } from "#server/web/open-spending";
import { action as connect, loader as connectPage } from "~/routes/admin/connect";
import { loader as overview } from "~/routes/admin/overview";
import { action as settings, loader as settingsPage } from "~/routes/admin/settings";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageSettings, PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";

const PAID = {
  baseUrl: "https://api.openai.com/v1",
  model: "gpt-4o-mini",
  provider: "openai",
} as const;
const UNPRICED = { ...PAID, baseUrl: "https://models.example.org/v1", provider: "other" } as const;
const LOCAL = { ...PAID, baseUrl: "http://127.0.0.1:11434/v1", provider: "ollama" } as const;

let database: TestDatabase;
let pages: PageWorld;
let admin: Viewer;

beforeAll(async () => {
  database = await createTestDatabase();
  pages = createPageWorld(database);
  admin = await createPerson(database.db, "admin");
});
afterAll(async () => {
  await pages.close();
  await database.drop();
});
beforeEach(async () => {
  await database.db.delete(judgeTests);
  await database.db.delete(modelConnections);
  await database.db.delete(judgeSettings);
});

/** As a trial leaves it that the model has answered. */
async function createTried(server: typeof PAID | typeof UNPRICED | typeof LOCAL): Promise<string> {
  const { db } = database;
  const [row] = await db
    .insert(modelConnections)
    .values({ ...server, options: { tokenLimitParameter: "max_tokens" }, createdBy: admin.id })
    .returning({ id: modelConnections.id });
  if (!row) throw new Error("nothing was inserted");
  await db
    .insert(judgeTests)
    .values({
      connectionId: row.id,
      requestedBy: admin.id,
      result: {
        isReached: true,
        kind: "openai",
        label: server.model,
        isLocal: false,
        requestedModel: server.model,
        returnedModel: server.model,
        durationMs: 100,
        tokens: null,
        costUsd: null,
        replyShape: null,
        repairs: 0,
        verdicts: [],
      },
      finishedAt: new Date(),
    });
  return row.id;
}

async function contextOf(changes: PageSettings = {}, world = pages) {
  return world.contextFor((await createSession(database.db, admin.id)).token, changes);
}

async function use(connectionId: string, fields: Record<string, string>, changes?: PageSettings) {
  const request = postForm("/settings/connect", { intent: "use", connectionId, ...fields });
  return connect({ request, params: {}, context: await contextOf(changes) });
}

async function readTried(changes?: PageSettings) {
  const request = new Request("http://localhost/settings/connect");
  const { tried } = await connectPage({ request, params: {}, context: await contextOf(changes) });
  return tried;
}

const readSet = async () =>
  (await database.db.select().from(judgeSettings))[0]?.maxUsdPerDay ?? null;
const isUsed = async (id: string) => {
  const [row] = await database.db
    .select()
    .from(modelConnections)
    .where(eq(modelConnections.id, id));
  return row?.usedAt !== null;
};
const fieldErrors = (answer: Awaited<ReturnType<typeof use>>) =>
  "data" in answer ? answer.data.result?.errors : undefined;

describe("a paid model, while anybody can sign up", () => {
  it.each([
    ["none", {}, "Anyone can sign up here, so a paid model needs a daily limit."],
    [
      "an empty one",
      { maxUsdPerDay: "" },
      "Anyone can sign up here, so a paid model needs a daily limit.",
    ],
    ["0", { maxUsdPerDay: "0" }, "Enter more than 0"],
    ["a negative one", { maxUsdPerDay: "-5" }, "Enter more than 0"],
    ["one without end", { maxUsdPerDay: "Infinity" }, expect.any(String)],
    ["words", { maxUsdPerDay: "lots" }, "Enter an amount in US dollars"],
    ["one too many", { maxUsdPerDay: "1e9" }, "Enter at most 10,000"],
  ])("is not taken into use with this daily limit: %s", async (_name, fields, message) => {
    const id = await createTried(PAID);
    expect((await readTried())?.openSpending).toBe("no_limit");
    expect(fieldErrors(await use(id, fields))).toEqual({ maxUsdPerDay: [message] });
    expect(await isUsed(id)).toBe(false);
    expect(await readSet()).toBeNull();
  });

  it("is with one, which is set and entered in the log", async () => {
    const id = await createTried(PAID);
    expect(await use(id, { maxUsdPerDay: "2,5" })).toMatchObject({ status: 302 });
    expect(await isUsed(id)).toBe(true);
    expect(await readSet()).toBe(2.5);
    const entries = await database.db
      .select({ detail: auditLog.detail })
      .from(auditLog)
      .where(eq(auditLog.action, "judge.settings"));
    expect(entries.at(-1)?.detail).toMatchObject({ fromUsdPerDay: null, toUsdPerDay: 2.5 });
  });

  it("is without where one is set already, in the app or the environment", async () => {
    const judgeDefaults = { mode: "standard", maxUsdPerGrade: null, maxUsdPerDay: 3 } as const;
    const first = await createTried(PAID);
    expect((await readTried({ judgeDefaults }))?.openSpending).toBeNull();
    expect(await use(first, {}, { judgeDefaults })).toMatchObject({ status: 302 });
    const second = await createTried(PAID);
    await database.db
      .insert(judgeSettings)
      .values({ id: 1, revision: 1, maxUsdPerDay: 4, updatedBy: admin.id });
    expect(await use(second, {})).toMatchObject({ status: 302 });
  });

  it("keeps its limit: it can be changed, and not taken away", async () => {
    const id = await createTried(PAID);
    await use(id, { maxUsdPerDay: "5" });
    const change = async (maxUsdPerDay: string) => {
      const [row] = await database.db.select().from(judgeSettings);
      const fields = { intent: "controls", maxUsdPerDay, revision: String(row?.revision) };
      const request = postForm("/settings", fields);
      return settings({ request, params: {}, context: await contextOf() });
    };
    expect(await change("")).toMatchObject({
      data: { result: { errors: { maxUsdPerDay: [expect.stringContaining("daily limit")] } } },
    });
    expect(await readSet()).toBe(5);
    expect(await change("7")).toMatchObject({ data: { notice: expect.stringContaining("Saved") } });
    expect(await readSet()).toBe(7);
  });
});

describe("no limit is asked for", () => {
  it("of a model in one's own network, or where people are invited", async () => {
    const local = await createTried(LOCAL);
    expect((await readTried())?.openSpending).toBeNull();
    expect(await use(local, {})).toMatchObject({ status: 302 });
    const paid = await createTried(PAID);
    expect((await readTried({ signUp: "invite" }))?.openSpending).toBeNull();
    expect(await use(paid, {}, { signUp: "invite" })).toMatchObject({ status: 302 });
  });

  it("of a model whose price is unknown, since none could count it; the page says so", async () => {
    const id = await createTried(UNPRICED);
    expect((await readTried())?.openSpending).toBe("no_price");
    expect(await use(id, {})).toMatchObject({ status: 302 });
  });
});

describe("a paid model that the environment names, at open sign-up without a limit", () => {
  const NAMED = { JUDGE_MODEL: "gpt-4o-mini", OPENAI_API_KEY: "sk-not-a-key-of-anybody" };

  async function readNotes(variables: Record<string, string>) {
    const named = createPageWorld(database, undefined, variables);
    const request = new Request("http://localhost/admin");
    const signUp = envSchema.parse(variables).SIGNUP;
    const judgeDefaults = {
      mode: "standard" as const,
      maxUsdPerGrade: null,
      maxUsdPerDay: envSchema.parse(variables).JUDGE_MAX_USD_PER_DAY ?? null,
    };
    const args = async () => ({
      request,
      params: {},
      context: await contextOf({ signUp, judgeDefaults }, named),
    });
    const notes = [
      (await overview(await args())).openSpending,
      (await settingsPage(await args())).openSpending,
    ];
    await named.close();
    const lines: string[] = [];
    const log = pino({}, { write: (line) => void lines.push(line) });
    await warnOfOpenSpending(envSchema.parse(variables), database.db, log);
    return { notes, lines };
  }

  it("is warned of in the log, for admins and on the settings page", async () => {
    const { notes, lines } = await readNotes(NAMED);
    expect(notes).toEqual(["no_limit", "no_limit"]);
    expect(lines).toHaveLength(1);
    expect(JSON.parse(lines[0] ?? "")).toMatchObject({
      level: 40,
      msg: expect.stringContaining("JUDGE_MAX_USD_PER_DAY"),
    });
    expect(lines[0]).not.toContain("sk-not-a-key");
  });

  it.each([
    ["a limit", { JUDGE_MAX_USD_PER_DAY: "5" }],
    ["invitations only", { SIGNUP: "invite" }],
    ["a server of one's own", { OPENAI_BASE_URL: "http://127.0.0.1:8000/v1" }],
  ])("is not, with %s", async (_name, variables) => {
    expect(await readNotes({ ...NAMED, ...variables })).toEqual({ notes: [null, null], lines: [] });
  });

  it("is said to have a price that no limit can count, where that is so", async () => {
    const { notes } = await readNotes({ ...NAMED, JUDGE_MODEL: "no-such-model" });
    expect(notes).toEqual(["no_price", "no_price"]);
  });
});
