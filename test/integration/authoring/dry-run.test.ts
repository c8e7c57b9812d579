import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { getProblemHistory } from "#server/authoring/get-problem-history";
import { publishDraft } from "#server/authoring/publish-draft";
import { requestDryRun } from "#server/authoring/request-dry-run";
import { saveDraft } from "#server/authoring/save-draft";
import { saveDryRun } from "#server/authoring/save-dry-run";
import { takeDryRun } from "#server/authoring/take-dry-run";
import { writeRubricText } from "#server/authoring/write-texts";
import { drafts, dryRuns } from "#server/db/tables/authoring";
import { envSchema } from "#server/env";
import { createJobQueue } from "#server/jobs/queue";
import { dryRunJob } from "#server/jobs/dry-run-job";
import type { JobQueue } from "#server/jobs/queue";
import { openQueue } from "#server/jobs/queue-store";
import type { GradingQueue } from "#server/jobs/queue-store";
import { rubricSchema } from "#domain/rubrics/rubric.schema";
import { startWorker } from "#server/worker/start-worker";
import { sweepDryRuns } from "#server/worker/sweep";
import type { RunningWorker } from "#server/worker/start-worker";
import { RAG } from "../../support/content";
import { createRecordingQueue, throwIt } from "../../support/attempts";
import { codeOf, openAuthorWorld, openDraft, requireDraft } from "./author-world";
import type { AuthorWorld } from "./author-world";
import { checkDraftHere } from "../../support/drafts-here";
import { sharedThreads } from "../../support/threads/shared-threads";

const WARM_UP_MS = 60_000;
/** A dry run is six gradings, all of it work for the processor: 3 s alone, 7 s beside four busy processes. */
const UNTIL_ENDED = { timeout: 25_000, interval: 50 };
const TIMEOUT_MS = 60_000;

let world: AuthorWorld;
let queue: GradingQueue;
let jobs: JobQueue;
let worker: RunningWorker;

beforeAll(async () => {
  world = await openAuthorWorld();
  const queueName = `test-${randomUUID()}`;
  const fail = (error: Error): never => {
    throw error;
  };
  queue = openQueue({ databaseUrl: world.database.url, redisUrl: undefined }, queueName, fail);
  jobs = createJobQueue(queue);
  const env = envSchema.parse({ NODE_ENV: "test", DATABASE_URL: world.database.url });
  // Loading the code takes a new thread 5 s and more, half of what a dry run takes on a busy machine.
  await sharedThreads().run("warmUp", [], { lane: "quick", deadlineMs: WARM_UP_MS });
  worker = await startWorker(
    { ...env, DATABASE_URL: world.database.url },
    pino({ level: "silent" }),
    { queueName, threads: sharedThreads() },
  );
});
afterAll(async () => {
  await worker.stop();
  await queue.close();
  await world.close();
});

/** The rubric with two criteria that stand in a section where nobody speaks of them. */
function plantRegression(rubricText: string): string {
  const rubric = rubricSchema.parse(parse(rubricText));
  for (const criterion of rubric.criteria.slice(0, 2)) criterion.section = "evaluation";
  return writeRubricText(rubric);
}

/**
 * From the row itself: `getDraft` checks the whole draft anew, and asked in a loop it would keep from
 * the worker, which lives in this process, the processor that it waits for.
 */
async function readDryRun(dryRunId: string) {
  const [row] = await world.db.select().from(dryRuns).where(eq(dryRuns.id, dryRunId));
  return row;
}

async function runDry(draftId: string) {
  const ask = { draftId, userId: world.admin.id };
  const { dryRunId } = await requestDryRun(world.db, jobs, checkDraftHere, ask, throwIt);
  await expect.poll(async () => (await readDryRun(dryRunId))?.status, UNTIL_ENDED).toBe("done");
}

describe("a dry run", { timeout: TIMEOUT_MS }, () => {
  it("finds a planted regression, holds it back, and lets it through with a reason", async () => {
    const draft = await openDraft(world, ({ rubric }) => ({ rubric: plantRegression(rubric) }));
    expect(draft.errors).toEqual([]);
    await runDry(draft.id);
    const tried = await requireDraft(world.db, draft.id);
    const result = tried.dryRun?.result;
    if (!result?.before) throw new Error("there is no comparison");
    expect(result.answers.map(({ name }) => name)).toEqual(["middling", "strong", "weak"]);
    expect(result.after.agreement.agreed).toBeLessThan(result.before.agreement.agreed);
    expect(result.after.agreement.of).toBe(result.before.agreement.of);
    const strong = result.answers.find(({ name }) => name === "strong");
    expect(strong?.totalAfter).toBeLessThan(strong?.totalBefore ?? 0);
    const moved = strong?.criteria.filter(
      ({ before, after }) => before?.verdict !== after?.verdict,
    );
    expect(moved?.length).toBeGreaterThan(0);
    expect(tried.gate.isOpen).toBe(false);

    const publish = (reason: string) =>
      publishDraft(world.db, checkDraftHere, {
        draftId: draft.id,
        userId: world.admin.id,
        revision: tried.revision,
        reason,
      });
    await expect(publish("")).rejects.toThrow("give a reason");
    expect(await codeOf(publish("too short"))).toBe("conflict");
    const reason = "The criteria were judged too kindly; labels follow.";
    expect(await publish(reason)).toMatchObject({ problemVersion: null, rubricVersion: 2 });
    const history = await getProblemHistory(world.db, RAG);
    expect(history?.rubric[0]?.reason).toBe(reason);
  });

  it("opens the gate to what does as well as before, for that save alone", async () => {
    const draft = await openDraft(world, ({ problem }) => ({
      problem: problem.replace("difficulty: core", "difficulty: hard"),
    }));
    await runDry(draft.id);
    const tried = await requireDraft(world.db, draft.id);
    expect(tried.gate).toEqual({ isOpen: true, isGradable: true, because: [] });
    const by = { draftId: draft.id, userId: world.admin.id };
    const save = {
      ...tried.texts,
      solution: `${tried.texts.solution}\nMore.\n`,
      revision: tried.revision,
    };
    await saveDraft(world.db, { ...by, save });
    expect((await requireDraft(world.db, draft.id)).gate.isOpen).toBe(false);
    await runDry(draft.id);
    const { revision } = await requireDraft(world.db, draft.id);
    const made = await publishDraft(world.db, checkDraftHere, { ...by, revision, reason: "" });
    expect(made).toMatchObject({ problemVersion: 2, rubricVersion: null });
  });

  it("is one a save, and belongs to the worker that took it last", async () => {
    const draft = await openDraft(world);
    const asked = createRecordingQueue();
    const ask = { draftId: draft.id, userId: world.admin.id };
    const [first, second] = await Promise.all([
      requestDryRun(world.db, asked, checkDraftHere, ask, throwIt),
      requestDryRun(world.db, asked, checkDraftHere, ask, throwIt),
    ]);
    expect(second).toEqual(first);
    expect(asked.dryRunIds).toHaveLength(2);
    const slow = await takeDryRun(world.db, checkDraftHere, first.dryRunId);
    const quick = await takeDryRun(world.db, checkDraftHere, first.dryRunId);
    if (!slow || !quick) throw new Error("not taken");
    const result = {
      judge: { kind: "offline" as const, model: "offline" },
      answers: [],
      before: null,
      answersHash: "none",
      after: { agreement: { agreed: 0, of: 0 }, misordered: [], pairs: 0 },
    };
    expect(await saveDryRun(world.db, slow.lease, result, null)).toBe(false);
    expect(await saveDryRun(world.db, quick.lease, result, null)).toBe(true);
    expect(await takeDryRun(world.db, checkDraftHere, first.dryRunId)).toBeNull();
  });

  it("comes back by the sweep when its job was lost, while somebody may wait for it", async () => {
    const { db } = world;
    const ask = (draftId: string) =>
      requestDryRun(
        db,
        createRecordingQueue(),
        checkDraftHere,
        { draftId, userId: world.admin.id },
        throwIt,
      );
    const draft = await openDraft(world);
    const { dryRunId: lost } = await ask(draft.id);
    const sweepInto = async () => {
      const swept = createRecordingQueue();
      await sweepDryRuns({ db, jobs: swept });
      return swept.dryRunIds;
    };
    expect(await sweepInto()).not.toContain(lost);
    const longAgo = { createdAt: new Date(Date.now() - 60_000) };
    await db.update(dryRuns).set(longAgo).where(eq(dryRuns.id, lost));
    expect(await sweepInto()).toContain(lost);
    await db.update(drafts).set({ discardedAt: new Date() }).where(eq(drafts.id, draft.id));
    expect(await sweepInto()).not.toContain(lost);
    await db.update(drafts).set({ discardedAt: null }).where(eq(drafts.id, draft.id));
    // Twice: a job that waits or runs already is left alone.
    await sweepDryRuns({ db, jobs });
    await sweepDryRuns({ db, jobs });
    await expect.poll(async () => (await readDryRun(lost))?.status, UNTIL_ENDED).toBe("done");
    expect((await readDryRun(lost))?.leaseEpoch).toBe(1);
    expect(await sweepInto()).not.toContain(lost);
  });

  it("that takes its worker down each time comes to an end", async () => {
    const draft = await openDraft(world);
    const ask = { draftId: draft.id, userId: world.admin.id };
    const { dryRunId } = await requestDryRun(
      world.db,
      createRecordingQueue(),
      checkDraftHere,
      ask,
      throwIt,
    );
    const interrupted = { status: "running" as const, leaseEpoch: 10 };
    await world.db.update(dryRuns).set(interrupted).where(eq(dryRuns.id, dryRunId));
    await jobs.enqueue(dryRunJob, dryRunId);
    await expect.poll(async () => (await readDryRun(dryRunId))?.status, UNTIL_ENDED).toBe("failed");
    expect((await requireDraft(world.db, draft.id)).dryRun).toMatchObject({
      status: "failed",
      errorMessage: expect.stringContaining("interrupted"),
    });
  });

  it("is refused for a draft with errors, and ends where the draft was saved since", async () => {
    const draft = await openDraft(world);
    const ask = { draftId: draft.id, userId: world.admin.id };
    const { dryRunId } = await requestDryRun(
      world.db,
      createRecordingQueue(),
      checkDraftHere,
      ask,
      throwIt,
    );
    const save = { ...draft.texts, rubric: "criteria: [", revision: draft.revision };
    await saveDraft(world.db, { ...ask, save });
    expect(await takeDryRun(world.db, checkDraftHere, dryRunId)).toBeNull();
    expect(await readDryRun(dryRunId)).toMatchObject({ status: "failed" });
    expect(await codeOf(requestDryRun(world.db, jobs, checkDraftHere, ask, throwIt))).toBe(
      "conflict",
    );
  });
});
