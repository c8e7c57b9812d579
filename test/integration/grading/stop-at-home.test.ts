import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { STOPPED } from "#domain/grading/stopped";
import { queueFilterSchema } from "#domain/reviews/review.schema";
import { getAttention } from "#server/accounts/get-attention";
import { readContent } from "#server/content/read-content";
import { auditLog } from "#server/db/tables/audit";
import { grades, judgeCalls } from "#server/db/tables/grades";
import { keptReplies, modelTurns } from "#server/db/tables/model-turns";
import { notices } from "#server/db/tables/notices";
import { getStillFailed } from "#server/grades/get-still-failed";
import { goOnGrading } from "#server/grades/go-on-grading";
import { getGradeState } from "#server/grades/grade-state";
import { listOpenGradings } from "#server/grades/list-open-gradings";
import { requestGrade } from "#server/grades/request-grade";
import { stopGrading } from "#server/grades/stop-grading";
import { listQueue } from "#server/reviews/list-queue";
import { handIn, throwIt } from "../../support/attempts";
import { RAG } from "../../support/content";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { FakeModel } from "../../support/fake-model/start-fake-model";
import { FROZEN_DIR } from "../../support/frozen-content";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { createPerson } from "../../support/people";
import { waitForGrade } from "../../support/wait-for-grade";

/** The bound: so soon a call is hung up on. */
const HUNG_UP_WITHIN_MS = 2_000;

describe("stopping a grading at home", () => {
  let world: GradingWorld;
  let model: FakeModel;
  let strong: Record<string, string>;
  let held: { at: number; until: Promise<void> } | null = null;
  let letGo = (): void => undefined;
  let answered = 0;

  beforeAll(async () => {
    world = await openGradingWorld("");
    const [content] = (await readContent(FROZEN_DIR)).filter(({ slug }) => slug === RAG);
    const answer = content?.calibration.find(({ name }) => name === "strong");
    if (!content || !answer) throw new Error("the strong calibration answer is missing");
    strong = answer.answers;
    model = await startFakeModel({
      character: { kind: "random", seed: 1 },
      canaries: Object.fromEntries(content.rubric.canaries.map(({ id, expect: is }) => [id, is])),
      isAtHome: true,
      hold: async () => {
        answered += 1;
        if (held && answered >= held.at) await held.until;
      },
    });
  });
  afterEach(() => {
    held = null;
    letGo();
  });
  afterAll(async () => {
    await model.close();
    await world.close();
  });

  const start = () =>
    world.startWorker({
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: "a key for the fake",
      JUDGE_MODEL: "fake-judge-1",
    });
  /** The model answers so many calls more, and is silent at the next. */
  const holdAfter = (calls: number) => {
    held = { at: answered + calls + 1, until: new Promise<void>((resolve) => (letGo = resolve)) };
    return held.at;
  };
  const release = () => {
    held = null;
    letGo();
  };
  const handInOwn = async (words: string) => {
    const { id: userId } = await createPerson(world.database.db);
    const answers = { ...strong, scenario: `${strong["scenario"]}\n\n${words}` };
    const receipt = await handIn(world.database.db, world.jobs, userId, { answers });
    return { ...receipt, userId, words };
  };
  type Own = Awaited<ReturnType<typeof handInOwn>>;
  const stop = (own: Own) => stopGrading(world.database.db, own);
  const goOn = (own: Own) => goOnGrading(world.database.db, world.jobs, own, throwIt);
  const stateOf = ({ attemptId }: Own) => getGradeState(world.database.db, attemptId);
  const rowOf = async ({ gradeId }: Own) => {
    const [row] = await world.database.db.select().from(grades).where(eq(grades.id, gradeId));
    return row;
  };
  const waitUntilGraded = ({ gradeId }: Own) =>
    waitForGrade(world.database, gradeId, ({ status }) => status === "graded");
  const askedFor = ({ words }: Own) =>
    model.requests.filter(({ body }) =>
      body.messages.some(({ content }) => content.includes(words)),
    );
  const countNotices = ({ userId }: Own) =>
    world.database.db.$count(notices, eq(notices.userId, userId));
  const expectAskedOnce = async (own: Own) => {
    const prompts = askedFor(own)
      .filter(({ wasAborted }) => !wasAborted)
      .map(({ body }) => JSON.stringify(body.messages));
    expect(new Set(prompts).size).toBe(prompts.length);
    const paid = eq(judgeCalls.gradeId, own.gradeId);
    expect(await world.database.db.$count(judgeCalls, paid)).toBe(prompts.length);
  };

  it("hangs up within two seconds, lets the next one in, and goes on with what is open", async () => {
    const workers = [await start(), await start()];
    const at = holdAfter(2);
    const own = await handInOwn("We keep the index in two regions.");
    await expect.poll(() => answered, { timeout: 30_000 }).toBe(at);
    await expect.poll(async () => (await stateOf(own))?.canStop).toBe(true);
    const pressedMs = performance.now();
    await stop(own);
    await expect
      .poll(() => askedFor(own).at(-1)?.wasAborted, { interval: 20, timeout: 5_000 })
      .toBe(true);
    expect(performance.now() - pressedMs).toBeLessThan(HUNG_UP_WITHIN_MS);
    await stop(own);
    const stopped = await rowOf(own);
    expect(stopped).toMatchObject({ status: "needs_attention", errorKind: STOPPED });
    expect(stopped).toMatchObject({ failures: 0, interruptions: 0, heldUntil: null });
    expect(await countNotices(own)).toBe(0);
    expect(await stateOf(own)).toMatchObject({ canStop: false, kept: 2 });
    const stops = eq(auditLog.action, "grade.stop");
    expect(await world.database.db.$count(auditLog, stops)).toBe(1);

    release();
    const next = await handInOwn("We tag each passage with its language.");
    await waitUntilGraded(next);
    // Nobody takes it up by themselves, and no admin is asked to look.
    const open = await listOpenGradings(world.database.db, { olderThanMs: 0, limit: 100 });
    expect(open).not.toContain(own.gradeId);
    expect(await getStillFailed(world.database.db)).toBe(0);
    expect((await getAttention(world.database.db)).failedGradings).toBe(0);
    const reviewer = await createPerson(world.database.db, "reviewer");
    const { items } = await listQueue(world.database.db, reviewer.id, queueFilterSchema.parse({}));
    const item = items.find(({ attemptId }) => attemptId === own.attemptId);
    expect(item).toMatchObject({ isFailed: false, isLeftToAsk: false, isStopped: true });
    await requestGrade(world.database.db, world.jobs, own, throwIt);
    expect(await rowOf(own)).toMatchObject({ status: "needs_attention", leaseEpoch: 1 });
    expect(askedFor(own)).toHaveLength(3);

    await Promise.all([goOn(own), goOn(own)]);
    const graded = await waitUntilGraded(own);
    expect(graded).toMatchObject({ failures: 0, interruptions: 0, errorKind: null, leaseEpoch: 2 });
    expect(askedFor(own).filter(({ wasAborted }) => wasAborted)).toHaveLength(1);
    await expectAskedOnce(own);
    await stop(own);
    await goOn(own);
    expect(await stateOf(own)).toMatchObject({ status: "graded", canStop: false });
    expect(await world.database.db.select().from(keptReplies)).toEqual([]);
    for (const worker of workers) await worker.stop();
  });

  it("leaves the line when it is stopped there, and asks nothing", async () => {
    const worker = await start();
    const at = holdAfter(0);
    const first = await handInOwn("We answer in French as well.");
    await expect.poll(() => answered, { timeout: 30_000 }).toBe(at);
    const own = await handInOwn("We answer in Dutch as well.");
    await expect.poll(async () => (await stateOf(own))?.ahead, { timeout: 30_000 }).toBe(1);
    await stop(own);
    expect(await stateOf(own)).toMatchObject({ errorKind: STOPPED, kept: 0, ahead: 0 });
    const place = eq(modelTurns.workId, own.gradeId);
    expect(await world.database.db.$count(modelTurns, place)).toBe(0);
    release();
    await waitUntilGraded(first);
    expect(askedFor(own)).toEqual([]);
    await goOn(own);
    expect(await waitUntilGraded(own)).toMatchObject({ failures: 0, leaseEpoch: 1 });
    expect(await countNotices(own)).toBe(1);
    await expectAskedOnce(own);
    await worker.stop();
  });

  it("goes on at once where somebody changes their mind before it has hung up", async () => {
    const worker = await start();
    const at = holdAfter(1);
    const own = await handInOwn("We store the source of each sentence.");
    await expect.poll(() => answered, { timeout: 30_000 }).toBe(at);
    await stop(own);
    await goOn(own);
    await expect
      .poll(() => askedFor(own)[1]?.wasAborted, { interval: 20, timeout: 5_000 })
      .toBe(true);
    release();
    expect(await waitUntilGraded(own)).toMatchObject({ failures: 0, interruptions: 0 });
    await expectAskedOnce(own);
    await worker.stop();
  });

  it("leaves alone what no model at home has taken up, and other people's", async () => {
    const own = await handInOwn("We cache by passage.");
    await stop(own);
    expect(await rowOf(own)).toMatchObject({ status: "queued", errorKind: null });
    const stranger = await createPerson(world.database.db);
    const theirs = { attemptId: own.attemptId, userId: stranger.id };
    await expect(stopGrading(world.database.db, theirs)).rejects.toMatchObject({
      code: "not_found",
    });
    await expect(goOnGrading(world.database.db, world.jobs, theirs, throwIt)).rejects.toMatchObject(
      { code: "not_found" },
    );
  });
});
