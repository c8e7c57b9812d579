import { createRequestHandler } from "@remix-run/node";
import { desc, eq, isNotNull } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Role } from "#domain/accounts/roles";
import { createSession } from "#server/accounts/sessions";
import { auditLog } from "#server/db/tables/audit";
import { judgeCalls } from "#server/db/tables/grades";
import { judgeCheckOutcomes, judgeChecks } from "#server/db/tables/judge-checks";
import { getSpentTodayUsd } from "#server/grades/save-judge-calls";
import { CHECK_SIZE } from "#server/judges/check/estimate-check";
import { countAnswers, readPlanted } from "#server/judges/check/read-planted";
import type { PlantedSet } from "#server/judges/check/read-planted";
import { createJudgeCheck } from "#server/settings/create-judge-check";
import { getJudgeCheck } from "#server/settings/get-judge-check";
import type { JudgeCheck } from "#server/settings/get-judge-check";
import { mayFollow } from "#server/settings/get-may-follow";
import { getJudgeFinding } from "#server/settings/get-judge-finding";
import { listJudgeChecks } from "#server/settings/list-judge-checks";
import { saveCheckOutcome, saveCheckSubject } from "#server/settings/save-judge-check";
import { takeJudgeCheck } from "#server/settings/take-judge-check";
import { getJudgeUsage } from "#server/usage/get-judge-usage";
import { sweepJudgeChecks } from "#server/worker/sweep";
import type { RunningWorker } from "#server/worker/start-worker";
import { action, loader } from "~/routes/admin/settings";
import { loader as aboutLoader } from "~/routes/learn/how-grading-works";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { FakeModel } from "../../support/fake-model/start-fake-model";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { loadPageBuild } from "../../support/page-build";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { canariesOf, overAwardingOn, perfectOn } from "../../support/planted-judges";
import { believing, finding } from "../../support/planted-points";

const render = createRequestHandler(await loadPageBuild(), "test");
const MODEL = "fake-judge-1";
const KEY = "zebra-4711";
const POLL_MS = 50;

let world: GradingWorld;
let pages: PageWorld;
let pagesOffline: PageWorld;
let model: FakeModel;
let planted: PlantedSet;
let worker: RunningWorker | null = null;

beforeAll(async () => {
  planted = await readPlanted("standard");
  world = await openGradingWorld("");
  model = await startFakeModel({ character: perfectOn(planted), canaries: canariesOf(planted) });
  pages = createPageWorld(world.database, world.jobs, judgedByModel());
  pagesOffline = createPageWorld(world.database, world.jobs);
});
beforeEach(async () => {
  model.setCharacter(perfectOn(planted));
  model.setDebrief({ finds: finding(planted, 12), doubts: believing(planted, 0) });
  await world.database.db.delete(judgeChecks);
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
});
afterAll(async () => {
  await model.close();
  await pages.close();
  await pagesOffline.close();
  await world.close();
});

async function startWorker(settings: Record<string, string> = {}): Promise<RunningWorker> {
  worker = await world.startWorker({ ...judgedByModel(), ...settings });
  return worker;
}

function judgedByModel(): Record<string, string> {
  return { OPENAI_BASE_URL: model.baseUrl, OPENAI_API_KEY: KEY, JUDGE_MODEL: MODEL };
}

/** The context of a server on which the fake model judges, or none. */
async function contextOf(role: Role | null, judgedBy: string | null = MODEL) {
  const id = role && (await createPerson(world.database.db, role)).id;
  const token = id === null ? null : (await createSession(world.database.db, id)).token;
  return (judgedBy === null ? pagesOffline : pages).contextFor(token);
}

async function post(
  fields: Record<string, string>,
  role: Role | null = "admin",
  judgedBy?: string | null,
) {
  const context = await contextOf(role, judgedBy);
  return action({ request: postForm("/settings", fields), params: {}, context });
}

const START = { intent: "check-judge", model: MODEL, mode: "standard" };

async function start(): Promise<string> {
  const answer = await post(START);
  expect(answer.data.error).toBeNull();
  const [row] = await world.database.db.select({ id: judgeChecks.id }).from(judgeChecks);
  if (!row) throw new Error("nothing was started");
  return row.id;
}

async function waitFor(isIt: (check: JudgeCheck) => boolean): Promise<JudgeCheck> {
  for (;;) {
    const check = await getJudgeCheck(world.database.db);
    if (check && isIt(check)) return check;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

const hasEnded = ({ status }: JudgeCheck): boolean => status !== "queued" && status !== "running";

async function countOutcomes(): Promise<number> {
  return (await world.database.db.select().from(judgeCheckOutcomes)).length;
}

describe("a check of the judge", () => {
  it("says first what it will take, and that the price is unknown", async () => {
    const request = new Request("http://localhost/settings");
    const page = await loader({ request, params: {}, context: await contextOf("admin") });
    expect(page.estimate).toMatchObject({
      calls: CHECK_SIZE.standard.calls,
      inputTokens: CHECK_SIZE.standard.inputTokens,
      costUsd: null,
    });
    expect(page.check).toBeNull();
  });

  it("is measured by a worker, kept, billed and told", async () => {
    await startWorker();
    await start();
    const check = await waitFor(hasEnded);
    expect(check).toMatchObject({
      status: "done",
      model: MODEL,
      mode: "standard",
      error: null,
      costUsd: null,
      isCurrent: true,
      progress: { done: countAnswers(planted), of: countAnswers(planted) },
      figures: {
        balancedAccuracy: { value: 1 },
        isWanting: false,
        points: { found: { count: 12, of: 12 }, swallowed: { count: 0, of: 12 } },
      },
    });
    const { db } = world.database;
    const [row] = await db.select().from(judgeChecks);
    expect(row).toMatchObject({
      returnedModel: `${MODEL}-2026-01-01`,
      promptVersion: planted.promptVersion,
      promptHash: planted.promptHash,
      plantedHash: planted.hash,
    });
    const judge = { requestedModel: MODEL, isEstimate: false };
    expect(await mayFollow(db, judge)).toBe(true);
    expect(await mayFollow(db, { ...judge, second: { requestedModel: "other" } })).toBe(false);
    const calls = await db.select().from(judgeCalls).where(isNotNull(judgeCalls.judgeCheckId));
    expect(calls.length).toBeGreaterThanOrEqual(CHECK_SIZE.standard.calls * 0.9);
    const usage = await getJudgeUsage(db, { days: 7, now: new Date() });
    expect(usage.byPurpose).toEqual([
      expect.objectContaining({ purpose: "check", calls: calls.length }),
    ]);
    expect(usage.byProblem).toEqual([]);
    const about = await aboutLoader({
      request: new Request("http://localhost/how-grading-works"),
      params: {},
      context: await contextOf("candidate"),
    });
    expect(about.judges).toMatchObject([
      { model: MODEL, check: { isWanting: false, isCurrent: true } },
    ]);
    expect(about.judges?.[0]?.check?.graded).toBe("8 of 8 answers graded");
  });

  it("finds a judge wanting that finds everything met, and its grades say so, no others", async () => {
    model.setCharacter(overAwardingOn(planted));
    await startWorker();
    await start();
    const { figures } = await waitFor(hasEnded);
    expect(figures).toMatchObject({ specificity: { value: 0 }, isWanting: true });
    const { db } = world.database;
    const grade = {
      judge: { kind: "openai", requestedModel: MODEL, returnedModel: null, isEstimate: false },
      mode: "standard",
      promptVersion: planted.promptVersion,
    } as const;
    expect(await getJudgeFinding(db, grade)).toMatchObject({
      model: MODEL,
      balancedAccuracy: { value: 0.5 },
    });
    const others = [
      { ...grade, mode: "thorough" as const },
      { ...grade, promptVersion: "0" },
      { ...grade, promptVersion: null },
      { ...grade, judge: { ...grade.judge, requestedModel: "another" } },
      { ...grade, judge: { ...grade.judge, isEstimate: true } },
    ];
    for (const other of others) expect(await getJudgeFinding(db, other)).toBeNull();
  });

  it("says of one made with older prompts that the judge isn't checked with today's", async () => {
    const { db } = world.database;
    await startWorker();
    await start();
    await waitFor(hasEnded);
    await db.update(judgeChecks).set({ promptVersion: "4" });
    expect(await getJudgeCheck(db)).toMatchObject({ status: "done", isCurrent: false });
    const token = (await createSession(db, (await createPerson(db, "admin")).id)).token;
    const htmlOf = async (path: string): Promise<string> => {
      const page = new Request(`http://localhost${path}`);
      return (await render(page, await pages.contextFor(token))).text();
    };
    const [settings, about] = [await htmlOf("/settings"), await htmlOf("/how-grading-works")];
    expect(settings).toContain(`${MODEL} is not checked with these prompts.`);
    expect(settings).not.toContain(`${MODEL} judges well enough`);
    expect(settings).toContain("with older prompts: points are shown and nothing follows.");
    expect(about).toContain("not checked with these prompts");
    await db.update(judgeChecks).set({ promptVersion: planted.promptVersion });
    const today = await htmlOf("/settings");
    expect(today).toContain(`${MODEL} judges well enough.`);
    expect(today).toContain("its points may hold a level.");
    expect(await htmlOf("/how-grading-works")).not.toContain("not checked with these prompts");
  });

  it("speaks no more against a judge once a newer check finds it good enough", async () => {
    const { db } = world.database;
    model.setCharacter(overAwardingOn(planted));
    await startWorker();
    await start();
    await waitFor(hasEnded);
    await db.update(judgeChecks).set({ createdAt: new Date(Date.now() - 60_000) });
    model.setCharacter(perfectOn(planted));
    expect((await post(START)).data.error).toBeNull();
    await waitFor((check) => hasEnded(check) && check.figures?.isWanting === false);
    const [judge, ...more] = await listJudgeChecks(db);
    expect(judge?.figures.isWanting).toBe(false);
    expect(more).toEqual([]);
  });

  it("ends in words, without a secret, when the model can't be used", async () => {
    model.setCharacter({ kind: "failing", status: 401, message: `bad key ${KEY}` });
    await startWorker();
    await start();
    const check = await waitFor(hasEnded);
    expect(check).toMatchObject({ status: "failed", figures: null });
    expect(check.error?.kind).toBe("misconfigured");
    expect(JSON.stringify(check)).not.toContain(KEY);
  });

  it("ends when the day's bound is used up, with what was paid on the bill", async () => {
    const { db } = world.database;
    const lease = await createJudgeCheck(db, { requestedModel: "dear", mode: "standard" });
    await db
      .insert(judgeCalls)
      .values({
        judgeCheckId: lease.judgeCheckId,
        leaseEpoch: 1,
        position: 0,
        requestedModel: "dear",
        costUsd: 3,
        durationMs: 1,
        startedAt: new Date(),
        detail: {} as never,
      });
    expect(await getSpentTodayUsd(db)).toBeGreaterThanOrEqual(3);
    await startWorker({ JUDGE_MAX_USD_PER_DAY: "2" });
    expect((await post(START)).data.error).toBeNull();
    const before = model.requests.length;
    const check = await waitFor((one) => one.status === "failed");
    expect(check.error?.kind).toBe("budget_exceeded");
    expect(model.requests).toHaveLength(before);
  });
});

describe("cancelling", () => {
  it("stops a check in the middle of an answer and keeps what was paid on the bill", async () => {
    await startWorker();
    const checkId = await start();
    await waitFor(({ progress }) => (progress?.done ?? 0) >= 2);
    model.setCharacter({ kind: "hanging" });
    const before = model.requests.length;
    await model.waitForRequests(before + 1);
    const cancelled = await post({ intent: "cancel-check", checkId });
    expect(cancelled.data.error).toBeNull();
    expect(await getJudgeCheck(world.database.db)).toMatchObject({
      status: "cancelled",
      figures: null,
    });
    // The calls that hang are hung up on: the worker has noticed.
    while (!model.requests.slice(before).every(({ wasAborted }) => wasAborted)) {
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
    const { db } = world.database;
    const paid = await db.select().from(judgeCalls).where(eq(judgeCalls.judgeCheckId, checkId));
    expect(paid.length).toBeGreaterThan(5);
    const again = await post({ intent: "cancel-check", checkId });
    expect(again.init?.status).toBe(409);
    const actions = await db
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.subjectId, checkId))
      .orderBy(desc(auditLog.id));
    expect(actions.map((entry) => entry.action)).toEqual(["judge.check_cancel", "judge.check"]);
  });

  it("ends one that waits, which no worker takes up then", async () => {
    const checkId = await start();
    await post({ intent: "cancel-check", checkId });
    expect(await takeJudgeCheck(world.database.db, checkId)).toBeNull();
  });
});

describe("going on", () => {
  it("pays nothing again that a worker had graded which is gone without a word", async () => {
    const { db } = world.database;
    await startWorker();
    await start();
    await waitFor(hasEnded);
    const outcomes = (await db.select().from(judgeCheckOutcomes)).map(({ outcome }) => outcome);
    await worker?.stop();
    await db.delete(judgeChecks);

    // A worker takes it up, grades all but two, reads one, and is never heard of again.
    const checkId = await start();
    const task = await takeJudgeCheck(db, checkId);
    if (!task) throw new Error("the check was not there");
    const { promptVersion, promptHash, hash: plantedHash, items, readings } = planted;
    const of = countAnswers(planted);
    await saveCheckSubject(db, task.lease, { promptVersion, promptHash, plantedHash }, of);
    const left = [...items.slice(-2), ...readings.slice(-1)].map(({ id }) => id);
    const known = outcomes.filter(({ itemId }) => !left.includes(itemId));
    for (const [i, outcome] of known.entries()) {
      await saveCheckOutcome(db, task.lease, outcome, { done: i + 1, of });
    }
    const countRequests = () => model.requests.length + model.readings.length;
    const before = countRequests();
    await startWorker();
    const check = await waitFor(hasEnded);
    expect(check).toMatchObject({ status: "done", figures: { balancedAccuracy: { value: 1 } } });
    const paid = outcomes.filter(({ itemId }) => left.includes(itemId));
    const calls = paid.reduce((sum, outcome) => sum + outcome.calls, 0);
    expect(countRequests() - before).toBe(calls);
    // The lost worker's lease is an older one: what it still has to say is not written.
    const [late] = outcomes;
    if (!late) throw new Error("no outcomes");
    expect(await saveCheckOutcome(db, task.lease, late, { done: 1, of })).toBe(false);
  });

  it("goes on under another worker when its own is told to stop", async () => {
    const first = await startWorker();
    await start();
    await waitFor(({ progress }) => (progress?.done ?? 0) >= 2);
    const stopped = first.stop();
    worker = null;
    await stopped;
    expect(await getJudgeCheck(world.database.db)).toMatchObject({ status: "running" });
    const kept = await countOutcomes();
    expect(kept).toBeGreaterThanOrEqual(2);
    await startWorker();
    const check = await waitFor(hasEnded);
    expect(check).toMatchObject({ status: "done", figures: { balancedAccuracy: { value: 1 } } });
    expect(await countOutcomes()).toBe(countAnswers(planted));
  });

  it("comes back by the sweep when the job was lost, but for the command line's", async () => {
    const { db } = world.database;
    const { id } = await createPerson(db, "admin");
    const old = { createdAt: new Date(Date.now() - 60_000), mode: "standard" as const };
    await db.insert(judgeChecks).values([
      { ...old, requestedBy: id, requestedModel: MODEL },
      { ...old, requestedBy: null, requestedModel: MODEL, status: "running" },
    ]);
    expect(await sweepJudgeChecks({ db, jobs: world.jobs })).toBe(1);
    await startWorker();
    await waitFor(({ status }) => status === "done");
    const running = eq(judgeChecks.status, "running");
    expect(await db.select().from(judgeChecks).where(running)).toHaveLength(1);
  });

  it("ends when another judge is in use than the one that was begun", async () => {
    const { db } = world.database;
    const { id } = await createPerson(db, "admin");
    await db
      .insert(judgeChecks)
      .values({ requestedBy: id, requestedModel: "the-old-one", mode: "standard" });
    await db.update(judgeChecks).set({ createdAt: new Date(Date.now() - 60_000) });
    await sweepJudgeChecks({ db, jobs: world.jobs });
    const before = model.requests.length;
    await startWorker();
    const check = await waitFor(hasEnded);
    expect(check).toMatchObject({ status: "failed", error: { kind: "changed" } });
    expect(model.requests).toHaveLength(before);
  });
});

describe("asking for one", () => {
  it("is refused where no model is connected", async () => {
    const answer = await post(START, "admin", null);
    expect(answer.init?.status).toBe(409);
    expect(answer.data.error).toContain("offline judge");
  });

  it.each([
    ["another model", { ...START, model: "another" }],
    ["another mode", { ...START, mode: "thorough" }],
  ])("is refused for %s than the one in use, whose cost was told", async (_, fields) => {
    const answer = await post(fields);
    expect(answer.init?.status).toBe(409);
    expect(await world.database.db.select().from(judgeChecks)).toEqual([]);
  });

  it.each([
    ["no model", { intent: "check-judge", mode: "standard" }],
    ["an unknown mode", { ...START, mode: "gentle" }],
    ["a name of a kilobyte", { ...START, model: "m".repeat(1_000) }],
    ["a check that is none", { intent: "cancel-check", checkId: "1 or 1=1" }],
  ])("is refused with %s", async (_, fields: Record<string, string>) => {
    expect((await post(fields)).init?.status).toBe(400);
    expect(await world.database.db.select().from(judgeChecks)).toEqual([]);
  });

  it("starts one when two admins press at the same time", async () => {
    const answers = await Promise.all([post(START), post(START)]);
    expect(answers.map(({ data }) => data.error === null).sort()).toEqual([false, true]);
    expect(await world.database.db.select().from(judgeChecks)).toHaveLength(1);
  });

  it("is refused the seventh time in an hour", async () => {
    const { db } = world.database;
    const context = await contextOf("admin");
    const ended = { requestedModel: MODEL, mode: "standard", status: "cancelled" } as const;
    await db
      .insert(judgeChecks)
      .values(
        Array.from({ length: 6 }, () => ({
          ...ended,
          requestedBy: context.viewer?.id ?? "",
          finishedAt: new Date(),
        })),
      );
    const request = postForm("/settings", START);
    expect((await action({ request, params: {}, context })).init?.status).toBe(429);
  });

  it.each(["candidate", "reviewer"] as const)(
    "is refused to a %s, as is cancelling",
    async (role) => {
      await expect(post(START, role)).rejects.toMatchObject({ status: 403 });
      const checkId = await start();
      await expect(post({ intent: "cancel-check", checkId }, role)).rejects.toMatchObject({
        status: 403,
      });
      expect(await getJudgeCheck(world.database.db)).toMatchObject({ status: "queued" });
    },
  );

  it("leads a visitor to the door, and tells one nothing of the judges", async () => {
    await expect(post(START, null)).rejects.toMatchObject({ status: 302 });
    const about = await aboutLoader({
      request: new Request("http://localhost/how-grading-works"),
      params: {},
      context: await contextOf(null),
    });
    expect(about.judges).toBeNull();
  });
});
