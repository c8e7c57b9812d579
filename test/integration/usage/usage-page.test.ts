import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { problems, problemVersions, rubrics, rubricVersions } from "#server/db/tables/content";
import { attemptQuestions } from "#server/db/tables/aids";
import { attempts } from "#server/db/tables/attempts";
import { grades, judgeCalls } from "#server/db/tables/grades";
import { judgeTests } from "#server/db/tables/settings";
import { recordNeedsAttention } from "#server/grades/record-failure";
import { getGradingUsage } from "#server/usage/get-grading-usage";
import { getJudgeUsage, getUsageByPurpose } from "#server/usage/get-judge-usage";
import { loader } from "~/routes/admin/usage";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { openAs, statusOf } from "./open-page";

let database: TestDatabase;
let world: PageWorld;

/** A week from 4 to 10 March, both included. */
const WEEK = { days: 7, now: new Date("2026-03-10T15:00:00Z") };

beforeAll(async () => {
  database = await createTestDatabase();
  world = createPageWorld(database);
  await seed();
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

async function only<Row>(rows: Promise<Row[]>): Promise<Row> {
  const [row] = await rows;
  if (row === undefined) throw new Error("nothing was inserted");
  return row;
}

/** A problem's attempt on which gradings and questions can hang; it stays open, so that it takes both. The bodies are never read here. */
async function createAttempt(slug: string) {
  const { db } = database;
  const person = await createPerson(db);
  const body = { head: {} } as never;
  const version = { version: 1, hash: "0", body, source: "file" } as const;
  const problem = await only(db.insert(problems).values({ slug }).returning());
  const rubric = await only(db.insert(rubrics).values({ problemId: problem.id }).returning());
  const problemVersion = await only(
    db
      .insert(problemVersions)
      .values({ ...version, problemId: problem.id })
      .returning(),
  );
  const rubricVersion = await only(
    db
      .insert(rubricVersions)
      .values({ ...version, rubricId: rubric.id })
      .returning(),
  );
  return only(
    db
      .insert(attempts)
      .values({
        userId: person.id,
        problemId: problem.id,
        problemVersionId: problemVersion.id,
        rubricVersionId: rubricVersion.id,
        level: "senior",
        lens: "product",
      })
      .returning(),
  );
}

type Attempt = Awaited<ReturnType<typeof createAttempt>>;

/** @param seconds from taking it up to the grade; null for one that failed with `errorKind` */
async function addGrading(
  attempt: Attempt,
  version: number,
  at: string,
  ended: { seconds: number } | { errorKind: string | null },
): Promise<string> {
  const queuedAt = new Date(at);
  const startedAt = new Date(queuedAt.getTime() + 60_000);
  const result =
    "seconds" in ended
      ? {
          status: "graded" as const,
          total: 50,
          summary: {} as never,
          finishedAt: new Date(startedAt.getTime() + ended.seconds * 1000),
        }
      : { status: "needs_attention" as const, errorKind: ended.errorKind };
  const { id: attemptId, rubricVersionId } = attempt;
  const grade = await only(
    database.db
      .insert(grades)
      .values({
        attemptId,
        rubricVersionId,
        version,
        mode: "standard",
        queuedAt,
        startedAt,
        ...result,
      })
      .returning(),
  );
  return grade.id;
}

let position = 0;

function addCall(
  gradeId: string,
  at: string,
  call: {
    requested: string;
    returned?: string;
    tokens?: [number, number];
    usd?: number;
    purpose?: "second_ask";
  },
) {
  position += 1;
  return database.db
    .insert(judgeCalls)
    .values({
      gradeId,
      purpose: call.purpose,
      leaseEpoch: 1,
      position,
      requestedModel: call.requested,
      returnedModel: call.returned ?? null,
      inputTokens: call.tokens?.[0] ?? null,
      outputTokens: call.tokens?.[1] ?? null,
      costUsd: call.usd ?? null,
      durationMs: 1,
      startedAt: new Date(at),
      detail: {} as never,
    });
}

/** A question that a candidate asked; without `call` the list answered it, which costs nothing. */
function addQuestion(attempt: Attempt, at: string, call: Parameters<typeof addCall>[2] | null) {
  position += 1;
  return database.db
    .insert(attemptQuestions)
    .values({
      attemptId: attempt.id,
      askKey: `key-${position}`,
      question: "How fast?",
      status: "unsettled",
      clarificationIds: [],
      answer: "Decide.",
      askedAt: new Date(at),
      requestedModel: call?.requested ?? null,
      returnedModel: call?.returned ?? null,
      inputTokens: call?.tokens?.[0] ?? null,
      outputTokens: call?.tokens?.[1] ?? null,
      costUsd: call?.usd ?? null,
      calledAt: call && new Date(at),
    });
}

async function seed(): Promise<void> {
  const search = await createAttempt("search");
  const feed = await createAttempt("feed");
  const first = await addGrading(search, 1, "2026-03-04T00:00:00Z", { seconds: 10 });
  const second = await addGrading(search, 2, "2026-03-09T23:58:00Z", { seconds: 20 });
  const third = await addGrading(feed, 1, "2026-03-10T10:00:00Z", { seconds: 60 });
  const failed = await addGrading(feed, 2, "2026-03-10T11:00:00Z", { errorKind: "timeout" });
  await addGrading(feed, 3, "2026-03-10T11:00:00Z", { errorKind: "timeout" });
  await addGrading(feed, 4, "2026-03-10T11:00:00Z", { errorKind: null });
  // The day before the week: counts nowhere.
  const old = await addGrading(feed, 5, "2026-03-03T10:00:00Z", { seconds: 1000 });
  await addCall(old, "2026-03-03T23:59:59.999Z", { requested: "a", tokens: [9, 9], usd: 9 });

  await addCall(first, "2026-03-04T00:00:00Z", {
    requested: "a",
    returned: "a-2026",
    tokens: [100, 10],
    usd: 0.25,
  });
  await addCall(first, "2026-03-04T00:01:00Z", { requested: "a", tokens: [200, 20], usd: 0.5 });
  await addCall(second, "2026-03-09T23:59:59.999Z", { requested: "mystery", tokens: [1000, 1] });
  await addCall(third, "2026-03-10T10:00:00Z", { requested: "mystery" });
  // The calls of a grading that failed were paid for.
  await addCall(failed, "2026-03-10T11:00:00Z", { requested: "a", tokens: [7, 3], usd: 1 });

  // Of somebody who never handed in, too.
  const asking = await createAttempt("asking");
  await addQuestion(asking, "2026-03-09T12:00:00Z", {
    requested: "a",
    tokens: [50, 5],
    usd: 0.125,
  });
  await addQuestion(feed, "2026-03-10T12:00:00Z", {
    requested: "a",
    returned: "a-2026",
    tokens: [60, 6],
  });
  await addQuestion(feed, "2026-03-10T12:01:00Z", null);
  await addQuestion(feed, "2026-03-03T23:00:00Z", { requested: "a", tokens: [9, 9], usd: 9 });
}

describe("the usage of judges", () => {
  it("adds up over the range, and counts what it doesn't know apart", async () => {
    const { total } = await getJudgeUsage(database.db, WEEK);
    expect(total).toEqual({
      calls: 7,
      knownUsd: 1.875,
      unpricedCalls: 3,
      inputTokens: 1417,
      outputTokens: 45,
      uncountedCalls: 1,
    });
  });

  it("tells second asks and an admin's trials apart, of models that were reached only", async () => {
    const { db } = database;
    const admin = await createPerson(db, "admin");
    const attempt = await createAttempt("trials");
    const at = "2026-02-03T10:00:00Z";
    const gradeId = await addGrading(attempt, 1, at, { seconds: 10 });
    await addCall(gradeId, at, { requested: "a", tokens: [100, 10], usd: 0.5 });
    const again = { requested: "b", tokens: [50, 5] as [number, number], usd: 0.25 };
    await addCall(gradeId, at, { ...again, purpose: "second_ask" });
    const trial = {
      kind: "openai" as const,
      requestedModel: "c",
      returnedModel: "c-1",
      durationMs: 1,
      tokens: { input: 7, cachedInput: 0, output: 3 },
      costUsd: 0.125,
      isReached: true as const,
      replyShape: null,
      repairs: 0,
      verdicts: [],
    };
    const unreached = {
      ...trial,
      tokens: null,
      costUsd: null,
      isReached: false as const,
      errorKind: "unavailable",
      message: "",
    };
    const offline = { ...trial, kind: "offline" as const, tokens: null, costUsd: 0 };
    const local = { ...offline, kind: "one-of-tomorrow", label: "The jury", isLocal: true };
    const startedAt = new Date(at);
    await db
      .insert(judgeTests)
      .values(
        [trial, unreached, offline, local].map((result) => ({
          requestedBy: admin.id,
          startedAt,
          finishedAt: startedAt,
          result,
          costUsd: result.costUsd,
        })),
      );
    const range = { days: 7, now: new Date("2026-02-05T00:00:00Z") };
    const usage = await getJudgeUsage(db, range);
    const spent = { unpricedCalls: 0, uncountedCalls: 0, calls: 1 };
    expect(usage.byPurpose).toEqual([
      { ...spent, purpose: "grading", knownUsd: 0.5, inputTokens: 100, outputTokens: 10 },
      { ...spent, purpose: "second_ask", knownUsd: 0.25, inputTokens: 50, outputTokens: 5 },
      { ...spent, purpose: "check", knownUsd: 0.125, inputTokens: 7, outputTokens: 3 },
    ]);
    expect(await getUsageByPurpose(db, range)).toEqual(usage.byPurpose);
    expect(usage.byModel.map(({ model }) => model)).toEqual(["a", "b", "c-1"]);
    expect(usage.byProblem).toMatchObject([{ slug: "trials", calls: 2, knownUsd: 0.75 }]);
    expect(usage.total).toMatchObject({ calls: 3, knownUsd: 0.875 });
  });

  it("tells gradings from what candidates asked", async () => {
    const { byPurpose } = await getJudgeUsage(database.db, WEEK);
    expect(byPurpose).toEqual([
      {
        purpose: "grading",
        calls: 5,
        knownUsd: 1.75,
        unpricedCalls: 2,
        inputTokens: 1307,
        outputTokens: 34,
        uncountedCalls: 1,
      },
      {
        purpose: "question",
        calls: 2,
        knownUsd: 0.125,
        unpricedCalls: 1,
        inputTokens: 110,
        outputTokens: 11,
        uncountedCalls: 0,
      },
    ]);
  });

  it("gives every day of the week in UTC", async () => {
    const { byDay } = await getJudgeUsage(database.db, WEEK);
    expect(
      byDay.map(({ day, calls, questions, knownUsd, unpricedCalls }) => [
        ...[day, calls, questions],
        ...[knownUsd, unpricedCalls],
      ]),
    ).toEqual([
      ["2026-03-04", 2, 0, 0.75, 0],
      ["2026-03-05", 0, 0, null, 0],
      ["2026-03-06", 0, 0, null, 0],
      ["2026-03-07", 0, 0, null, 0],
      ["2026-03-08", 0, 0, null, 0],
      ["2026-03-09", 2, 1, 0.125, 1],
      ["2026-03-10", 3, 1, 1, 2],
    ]);
  });

  it("names the model that answered, the dearest first, and never prices the unknown", async () => {
    const { byModel } = await getJudgeUsage(database.db, WEEK);
    expect(
      byModel.map(({ model, calls, questions, knownUsd }) => [model, calls, questions, knownUsd]),
    ).toEqual([
      ["a", 3, 1, 1.625],
      ["a-2026", 2, 1, 0.25],
      ["mystery", 2, 0, null],
    ]);
  });

  it("sums by problem over all its gradings and questions", async () => {
    const { byProblem } = await getJudgeUsage(database.db, WEEK);
    expect(byProblem).toEqual([
      {
        slug: "feed",
        gradings: 2,
        dryRuns: 0,
        questions: 1,
        calls: 3,
        knownUsd: 1,
        unpricedCalls: 2,
        inputTokens: 67,
        outputTokens: 9,
        uncountedCalls: 1,
      },
      {
        slug: "search",
        gradings: 2,
        dryRuns: 0,
        questions: 0,
        calls: 3,
        knownUsd: 0.75,
        unpricedCalls: 1,
        inputTokens: 1300,
        outputTokens: 31,
        uncountedCalls: 0,
      },
      {
        slug: "asking",
        gradings: 0,
        dryRuns: 0,
        questions: 1,
        calls: 1,
        knownUsd: 0.125,
        unpricedCalls: 0,
        inputTokens: 50,
        outputTokens: 5,
        uncountedCalls: 0,
      },
    ]);
  });
});

describe("the gradings of a range", () => {
  it("are counted and timed from when they were taken up", async () => {
    const usage = await getGradingUsage(database.db, WEEK);
    // Of 10, 20 and 60 s: the 95th percentile lies nine tenths of the way from 20 to 60.
    expect(usage).toMatchObject({ graded: 3, medianMs: 20_000, p95Ms: 56_000 });
    const graded = usage.byDay.filter(({ graded }) => graded > 0);
    expect(graded).toEqual([
      { day: "2026-03-04", graded: 1 },
      { day: "2026-03-09", graded: 1 },
      { day: "2026-03-10", graded: 1 },
    ]);
  });

  it("that failed are counted by why, each time, also where a retry has graded them since", async () => {
    const { db, sql } = database;
    const attempt = await createAttempt("failing");
    const gradeId = await addGrading(attempt, 1, "2026-01-01T00:00:00Z", { seconds: 5 });
    const today = { days: 7, now: new Date() };
    const before = await getGradingUsage(db, today);
    const fail = async (kind: string, leaseEpoch: number) => {
      await sql`update grades set status = 'running', lease_epoch = ${leaseEpoch},
        total = null, summary = null, finished_at = null where id = ${gradeId}`;
      await recordNeedsAttention(db, { gradeId, leaseEpoch }, { kind, userMessage: "No." });
    };
    await fail("timeout", 1);
    await fail("timeout", 2);
    await fail("refused", 3);
    // A worker that was overtaken ends nothing.
    await recordNeedsAttention(
      db,
      { gradeId, leaseEpoch: 1 },
      { kind: "late", userMessage: "No." },
    );
    const failures = [
      { errorKind: "timeout", count: 2 },
      { errorKind: "refused", count: 1 },
    ];
    const { stillFailed } = before;
    expect(await getGradingUsage(db, today)).toMatchObject({
      failures,
      stillFailed: stillFailed + 1,
    });
    await sql`update grades set status = 'queued' where id = ${gradeId}`;
    expect(await getGradingUsage(db, today)).toMatchObject({ failures, stillFailed });
  });

  it("are timed from the retry where somebody asked again", async () => {
    const attempt = await createAttempt("retried");
    const gradeId = await addGrading(attempt, 1, "2026-01-01T00:00:00Z", { seconds: 7200 + 5 });
    // Taken up first at 00:01, asked for again two hours later, graded five seconds after that.
    await database.sql`update grades set queued_at = '2026-01-01T02:01:00Z' where id = ${gradeId}`;
    const range = { days: 7, now: new Date("2026-01-03T00:00:00Z") };
    expect(await getGradingUsage(database.db, range)).toMatchObject({ graded: 1, medianMs: 5_000 });
  });

  it("are none where nothing was done", async () => {
    const range = { days: 7, now: new Date("2020-01-01T00:00:00Z") };
    expect(await getGradingUsage(database.db, range)).toMatchObject({
      graded: 0,
      medianMs: null,
      p95Ms: null,
    });
  });
});

describe("the page of usage", () => {
  const look = (query = "") => ({
    loader,
    request: new Request(`http://localhost/admin/usage${query}`),
  });

  it.each([
    [null, 302],
    ["candidate", 403],
    ["reviewer", 403],
    ["admin", 200],
  ] as const)("answers %s with %i", async (role, status) => {
    expect(await statusOf(openAs(world, database, role, look()))).toBe(status);
  });

  it.each([
    ["?days=7", 7],
    ["?days=90", 90],
    ["?days=365", 30],
    ["?days=x", 30],
    ["", 30],
  ])("asked with “%s” shows %i days", async (query, days) => {
    const data = await openAs(world, database, "admin", look(query));
    expect(data.judge.byDay).toHaveLength(days);
    expect(data.gradings.byDay).toHaveLength(days);
  });
});
