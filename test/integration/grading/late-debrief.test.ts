import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readContent } from "#server/content/read-content";
import { criterionVerdicts, grades, judgeCalls } from "#server/db/tables/grades";
import { lateDebriefs } from "#server/db/tables/late-debriefs";
import { keptReplies } from "#server/db/tables/model-turns";
import { getLateDebrief } from "#server/grades/late-debrief/get-late-debrief";
import { MAX_TRIES, requestLateDebrief } from "#server/grades/late-debrief/request-late-debrief";
import type { RunningWorker } from "#server/worker/start-worker";
import { handIn, throwIt } from "../../support/attempts";
import { RAG } from "../../support/content";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { FakeModel } from "../../support/fake-model/start-fake-model";
import { FROZEN_DIR } from "../../support/frozen-content";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { createPerson } from "../../support/people";
import { waitForGrade } from "../../support/wait-for-grade";

const POINTS = { points: 2, sinking: 1 };

describe("a debrief that is asked for after the grade", () => {
  let world: GradingWorld;
  let model: FakeModel;
  let strong: Record<string, string>;
  let worker: RunningWorker;
  let holding: Promise<void> | null = null;

  beforeAll(async () => {
    world = await openGradingWorld("");
    const [content] = (await readContent(FROZEN_DIR)).filter(({ slug }) => slug === RAG);
    const answer = content?.calibration.find(({ name }) => name === "strong");
    if (!content || !answer) throw new Error("the strong calibration answer is missing");
    strong = answer.answers;
    model = await startFakeModel({
      character: { kind: "random", seed: 1 },
      canaries: Object.fromEntries(content.rubric.canaries.map(({ id, expect: is }) => [id, is])),
      debrief: POINTS,
      isAtHome: true,
      hold: (asked) => (asked === "sceptic" && holding) || Promise.resolve(),
    });
    worker = await start();
  });
  afterEach(() => {
    holding = null;
    model.setDebrief(POINTS);
  });
  afterAll(async () => {
    await model.close();
    await world.close();
  });

  const start = (settings: Record<string, string> = {}) =>
    world.startWorker({
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: "a key for the fake",
      JUDGE_MODEL: "fake-judge-1",
      ...settings,
    });
  const handInGraded = async (words: string) => {
    const { id: userId } = await createPerson(world.database.db);
    const answers = { ...strong, scenario: `${strong["scenario"]}\n\n${words}` };
    const receipt = await handIn(world.database.db, world.jobs, userId, { answers });
    await waitForGrade(world.database, receipt.gradeId, ({ status }) => status === "graded");
    return { ...receipt, userId, words };
  };
  type Own = Awaited<ReturnType<typeof handInGraded>>;
  const ask = (own: Pick<Own, "attemptId" | "userId">, hasModel = true) =>
    requestLateDebrief(world.database.db, world.jobs, { ...own, hasModel }, throwIt);
  const debriefOf = async ({ gradeId }: Own) => {
    const [row] = await world.database.db.select().from(grades).where(eq(grades.id, gradeId));
    return row?.summary?.debrief;
  };
  const stateOf = ({ gradeId }: Own) => getLateDebrief(world.database.db, gradeId);
  const waitUntilOver = async (own: Own) => {
    await expect.poll(async () => (await stateOf(own)).isUnderWay, { timeout: 30_000 }).toBe(false);
    return debriefOf(own);
  };
  const readingsFor = ({ words }: Own) =>
    model.readings
      .filter(({ body }) => body.messages.some(({ content }) => content.includes(words)))
      .map(({ kind }) => kind);
  const gradeOf = async ({ gradeId }: Own) => {
    const [row] = await world.database.db.select().from(grades).where(eq(grades.id, gradeId));
    const verdicts = await world.database.db
      .select()
      .from(criterionVerdicts)
      .where(eq(criterionVerdicts.gradeId, gradeId))
      .orderBy(criterionVerdicts.position);
    const { debrief: _debrief, ...summary } = row?.summary ?? {};
    return {
      total: row?.total,
      heldBy: row?.heldBy,
      finishedAt: row?.finishedAt,
      summary,
      verdicts,
    };
  };

  it("comes from a model at home, says that it is later, and changes nothing of the grade", async () => {
    const own = await handInGraded("We keep the index in two regions.");
    expect(await debriefOf(own)).toEqual({ status: "left_out", reason: "at_home" });
    expect(readingsFor(own)).toEqual([]);
    const before = await gradeOf(own);

    await Promise.all([ask(own), ask(own)]);
    expect(await waitUntilOver(own)).toMatchObject({
      status: "made",
      isLater: true,
      points: [{ danger: "sinks" }, { danger: "weakens" }],
    });
    expect(readingsFor(own)).toEqual(["debrief", "sceptic"]);
    expect(await gradeOf(own)).toEqual(before);
    const [row] = await world.database.db.select().from(grades).where(eq(grades.id, own.gradeId));
    expect(row?.debriefState).toBe("later");
    const paid = await world.database.db
      .select()
      .from(judgeCalls)
      .where(eq(judgeCalls.gradeId, own.gradeId));
    expect(paid.filter(({ purpose }) => purpose === "second_ask").length).toBeGreaterThanOrEqual(2);
    const kept = eq(keptReplies.workId, own.gradeId);
    expect(await world.database.db.$count(keptReplies, kept)).toBe(0);

    await expect(ask(own)).rejects.toMatchObject({ code: "conflict" });
  });

  it("goes on where a stopped worker was, and asks nothing twice", async () => {
    const own = await handInGraded("We keep the index in three regions.");
    let letGo = (): void => undefined;
    holding = new Promise<void>((resolve) => (letGo = resolve));
    await ask(own);
    await expect.poll(() => readingsFor(own), { timeout: 30_000 }).toEqual(["debrief", "sceptic"]);
    await worker.stop();
    holding = null;
    letGo();
    expect(await stateOf(own)).toEqual({ isUnderWay: true, canAsk: false });
    worker = await start();
    expect(await waitUntilOver(own)).toMatchObject({ status: "made", isLater: true });
    expect(readingsFor(own)).toEqual(["debrief", "sceptic", "sceptic"]);
  });

  it("ends in a reason where the model fails, and can be asked for five times", async () => {
    const own = await handInGraded("We keep the index in four regions.");
    const before = await gradeOf(own);
    model.setDebrief({ fails: { debrief: { kind: "refusing" } } });
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      expect(await stateOf(own)).toEqual({ isUnderWay: false, canAsk: true });
      await ask(own);
      expect(await waitUntilOver(own)).toEqual({ status: "left_out", reason: "refused" });
    }
    expect(await gradeOf(own)).toEqual(before);
    expect(await stateOf(own)).toEqual({ isUnderWay: false, canAsk: false });
    await expect(ask(own)).rejects.toMatchObject({ code: "too_many" });
  });

  it("is its candidate's to ask for, where a model could write one", async () => {
    const own = await handInGraded("We keep the index in six regions.");
    const { id: stranger } = await createPerson(world.database.db);
    await expect(ask({ ...own, userId: stranger })).rejects.toMatchObject({ code: "not_found" });
    await expect(ask(own, false)).rejects.toMatchObject({ code: "conflict" });
    expect(
      await world.database.db.$count(lateDebriefs, eq(lateDebriefs.gradeId, own.gradeId)),
    ).toBe(0);
  });

  it("costs nothing once the day is used up", async () => {
    const own = await handInGraded("We keep the index in five regions.");
    await worker.stop();
    await world.database.db
      .update(judgeCalls)
      .set({ costUsd: 1 })
      .where(eq(judgeCalls.gradeId, own.gradeId));
    worker = await start({ JUDGE_MAX_USD_PER_DAY: "1" });
    await ask(own);
    expect(await waitUntilOver(own)).toEqual({ status: "left_out", reason: "money" });
    expect(readingsFor(own)).toEqual([]);
  });
});
