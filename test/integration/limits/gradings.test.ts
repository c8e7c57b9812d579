import { and, eq, sql } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "#server/env";
import type { Rate } from "#domain/accounts/person-limits";
import { parseScene } from "#domain/diagram/parse-scene";
import { readContent } from "#server/content/read-content";
import { attempts } from "#server/db/tables/attempts";
import { grades, gradingSlots, judgeCalls } from "#server/db/tables/grades";
import { getReport } from "#server/grades/get-report";
import { listOpenGradings } from "#server/grades/list-open-gradings";
import { requestFailedGrades } from "#server/grades/request-failed-grades";
import { requestGrade } from "#server/grades/request-grade";
import type { GradingTask } from "#server/grades/take-grading";
import { takeShare } from "#server/grades/take-share";
import { requestRegrade } from "#server/reviews/request-regrade";
import type { Role } from "#domain/accounts/roles";
import type { RunningWorker } from "#server/worker/start-worker";
import { sweepGradings } from "#server/worker/sweep";
import { createRecordingQueue, handIn, throwIt } from "../../support/attempts";
import { RAG } from "../../support/content";
import { FROZEN_DIR } from "../../support/frozen-content";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { FakeModel } from "../../support/fake-model/start-fake-model";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { createPerson } from "../../support/people";
import { takeWithoutLimit } from "../../support/take-without-limit";
import { waitForGrade } from "../../support/wait-for-grade";

const HOUR_MS = 60 * 60_000;
const HANDED_IN = 60;
/** As in `.env.example`. */
const PER_HOUR = 20;
const ONE_AN_HOUR = { perHour: 1, perDay: 60 };

let world: GradingWorld;
let model: FakeModel;
let worker: RunningWorker | null = null;
let strong: { answers: Record<string, string>; elements: unknown[] };

beforeAll(async () => {
  world = await openGradingWorld("");
  const [content] = (await readContent(FROZEN_DIR)).filter(({ slug }) => slug === RAG);
  const answer = content?.calibration.find(({ name: band }) => band === "strong");
  if (!content || !answer) throw new Error("the strong calibration answer is missing");
  strong = { answers: answer.answers, elements: parseScene(answer.scene).scene.elements };
  const canaries = Object.fromEntries(
    content.rubric.canaries.map(({ id, expect: verdict }) => [id, verdict]),
  );
  model = await startFakeModel({ character: { kind: "random", seed: 1 }, canaries });
});
afterEach(async () => {
  await worker?.stop();
  worker = null;
});
afterAll(async () => {
  await model.close();
  await world.close();
});

const start = async (settings: Record<string, string> = {}) => {
  worker = await world.startWorker({
    OPENAI_BASE_URL: model.baseUrl,
    OPENAI_API_KEY: "fake",
    JUDGE_MODEL: "fake-judge-1",
    ...settings,
  });
};

const isSettled = ({ status, heldUntil }: typeof grades.$inferSelect): boolean =>
  status === "graded" || heldUntil !== null;

const settle = (gradeId: string) => waitForGrade(world.database, gradeId, isSettled, 60_000);

/** A person whose attempts, one after the other, are handed in. */
async function handInMany(
  count: number,
  gradings: Rate = DEFAULT_LIMITS.gradings,
  role: Role = "candidate",
) {
  const person = await createPerson(world.database.db, role);
  const receipts = [];
  for (let n = 0; n < count; n += 1) {
    receipts.push(await handIn(world.database.db, world.jobs, person.id, strong, gradings));
  }
  return { person, receipts };
}

async function listCallsOf(userId: string): Promise<{ gradeId: string | null }[]> {
  return world.database.db
    .select({ gradeId: judgeCalls.gradeId })
    .from(judgeCalls)
    .innerJoin(grades, eq(grades.id, judgeCalls.gradeId))
    .innerJoin(attempts, eq(attempts.id, grades.attemptId))
    .where(eq(attempts.userId, userId));
}

/** As if everything of this person had happened `ms` earlier. */
async function letTimePass(userId: string, ms: number): Promise<void> {
  const ago = sql`${ms}::int * interval '1 millisecond'`;
  await world.database.db.execute(sql`
    update grading_slots set taken = array(select t - ${ago} from unnest(taken) t)
    where user_id = ${userId}`);
  await world.database.db.execute(sql`
    update grades set slot_at = slot_at - ${ago}, held_until = held_until - ${ago},
      queued_at = queued_at - ${ago}
    from attempts where attempts.id = grades.attempt_id and attempts.user_id = ${userId}`);
}

describe("gradings of one person", () => {
  it("are at most the hour's, however many are handed in at once; the rest waits its turn", async () => {
    await start();
    const countCalls = () => model.requests.length + model.readings.length;
    const before = countCalls();
    const { person, receipts } = await handInMany(HANDED_IN);
    expect(new Set(receipts.map(({ contentHash }) => contentHash)).size).toBe(1);
    const rows = await Promise.all(receipts.map(({ gradeId }) => settle(gradeId)));

    const graded = rows.filter(({ status }) => status === "graded");
    const held = rows.filter(({ status }) => status === "queued");
    expect(graded).toHaveLength(PER_HOUR);
    expect(held).toHaveLength(HANDED_IN - PER_HOUR);
    const calls = await listCallsOf(person.id);
    expect(new Set(calls.map(({ gradeId }) => gradeId)).size).toBe(PER_HOUR);
    expect(countCalls() - before).toBe(calls.length);
    // Two hours full of twenty, each an hour after the one before it, and nothing was lost.
    const starts = held.map(({ heldUntil }) => heldUntil?.getTime() ?? 0).sort((a, b) => a - b);
    const first = Math.min(...graded.map(({ slotAt }) => slotAt?.getTime() ?? 0));
    expect(starts[0]).toBe(first + HOUR_MS);
    expect(starts[PER_HOUR]).toBe(first + 2 * HOUR_MS);
    expect(held.every(({ leaseEpoch, heldFor }) => leaseEpoch === 0 && heldFor === "count")).toBe(
      true,
    );
  }, 120_000);

  it("go on by themselves when their time has come", async () => {
    await start();
    const { person, receipts } = await handInMany(2, ONE_AN_HOUR);
    const rows = await Promise.all(receipts.map(({ gradeId }) => settle(gradeId)));
    const held = rows.find(({ status }) => status === "queued");
    if (!held) throw new Error("none is held");
    const { attemptId, id: gradeId } = held;
    const report = await getReport(world.database.db, { attemptId, viewer: person });
    expect(report.state.held).toEqual({ until: held.heldUntil?.toISOString(), for: "count" });

    const early = await listOpenGradings(world.database.db, { olderThanMs: 0, limit: 1_000 });
    expect(early).not.toContain(gradeId);
    await letTimePass(person.id, HOUR_MS);
    await sweepGradings({ db: world.database.db, jobs: world.jobs });
    const row = await waitForGrade(world.database, gradeId, ({ status }) => status === "graded");
    expect(row).toMatchObject({ heldUntil: null, heldFor: null, leaseEpoch: 1 });
  });

  it("keep no more than the limits look at", async () => {
    const { db } = world.database;
    const limits = { perHour: 5, perDay: 2 };
    const { person } = await handInMany(2, limits);
    await letTimePass(person.id, 24 * HOUR_MS);
    for (let times = 0; times < 4; times += 1) {
      await handIn(db, world.jobs, person.id, strong, limits);
      await letTimePass(person.id, 13 * HOUR_MS);
    }
    const [slots] = await db
      .select({ taken: gradingSlots.taken })
      .from(gradingSlots)
      .where(eq(gradingSlots.userId, person.id));
    expect(String(slots?.taken).split(",")).toHaveLength(5);
  });

  it("are no more for asking again or by an admin's retry", async () => {
    await start({ GRADINGS_PER_HOUR: "1" });
    const { db } = world.database;
    const { person, receipts } = await handInMany(1, ONE_AN_HOUR);
    const [{ attemptId, gradeId } = { attemptId: "", gradeId: "" }] = receipts;
    await settle(gradeId);
    const admin = await createPerson(db, "admin");
    const fail = () =>
      db
        .update(grades)
        .set({
          status: "needs_attention" as const,
          total: null,
          summary: null,
          finishedAt: null,
          heldUntil: null,
          heldFor: null,
        })
        .where(eq(grades.id, gradeId));

    await fail();
    const who = { attemptId, userId: person.id, gradings: ONE_AN_HOUR };
    await requestGrade(db, world.jobs, who, throwIt);
    const again = await settle(gradeId);
    expect(again).toMatchObject({ status: "queued", heldFor: "count" });
    await fail();
    const order = { actorId: admin.id, retry: { gradeId } };
    await requestFailedGrades(db, world.jobs, order, throwIt);
    const retried = await settle(gradeId);
    expect(retried).toMatchObject({ status: "queued", heldFor: "count" });
    expect(retried.heldUntil?.getTime()).toBe((again.heldUntil?.getTime() ?? 0) + HOUR_MS);
  });

  it("that a reviewer asks for count on the reviewer", async () => {
    await start();
    const { db } = world.database;
    const reviewer = await createPerson(db, "reviewer");
    const first = await handInMany(1);
    const second = await handInMany(1);
    const regrades: string[] = [];
    for (const { receipts } of [first, second]) {
      const [{ attemptId, gradeId } = { attemptId: "", gradeId: "" }] = receipts;
      await settle(gradeId);
      const who = { attemptId, reviewer, gradings: ONE_AN_HOUR };
      regrades.push(await requestRegrade(db, world.jobs, who, throwIt));
    }
    const rows = await Promise.all(regrades.map(settle));
    expect(rows.map(({ status }) => status).sort()).toEqual(["graded", "queued"]);
  });
});

describe("a share of the day's spend", () => {
  const bound = { JUDGE_MAX_USD_PER_DAY: "10", JUDGE_MAX_SHARE_PER_PERSON: "20" };

  /** What the calls of a grading cost together: the fake's own have no price. */
  async function bill(gradeId: string, usd: number): Promise<void> {
    await world.database.db.update(judgeCalls).set({ costUsd: 0 }).where(ofGrade(gradeId));
    await world.database.db
      .update(judgeCalls)
      .set({ costUsd: usd })
      .where(and(ofGrade(gradeId), eq(judgeCalls.position, 0)));
  }
  const ofGrade = (gradeId: string) => eq(judgeCalls.gradeId, gradeId);

  async function gradeOne(role: Role, usd: number): Promise<string> {
    const { person, receipts } = await handInMany(1, undefined, role);
    const [{ gradeId } = { gradeId: "" }] = receipts;
    expect((await settle(gradeId)).status).toBe("graded");
    await bill(gradeId, usd);
    return person.id;
  }
  const handInOne = async (userId: string) =>
    settle((await handIn(world.database.db, world.jobs, userId, strong)).gradeId);

  it("is all that one person uses up: what comes beyond waits for the next day in UTC", async () => {
    await start(bound);
    const userId = await gradeOne("candidate", 2);
    const held = await handInOne(userId);
    expect(held).toMatchObject({ status: "queued", heldFor: "share", leaseEpoch: 0 });
    expect(held.heldUntil?.toISOString()).toMatch(/T00:00:00\.000Z$/);
    expect(held.heldUntil?.getTime()).toBeGreaterThan(Date.now());
    // Another candidate's day is not used up by it, and an admin has no share.
    expect((await handInOne(await gradeOne("candidate", 0.1))).status).toBe("graded");
    expect((await handInOne(await gradeOne("admin", 2))).status).toBe("graded");
  });

  it("lets no burst through on a sum that none of it stands in yet", async () => {
    const { db } = world.database;
    await db.delete(judgeCalls);
    const { id: userId } = await createPerson(db);
    const tasks: (GradingTask | null)[] = [];
    for (let n = 0; n < 8; n += 1) {
      const { gradeId } = await handIn(db, createRecordingQueue(), userId, strong);
      tasks.push(await takeWithoutLimit(db, gradeId));
    }
    const takeAll = () =>
      Promise.all(
        tasks.flatMap((task) => (task ? [takeShare(db, task.lease, { userId, usd: 2 })] : [])),
      );
    const outcomes = await takeAll();
    expect(outcomes.filter((outcome) => outcome === "free")).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === "later")).toHaveLength(7);
    const running = await db.$count(grades, eq(grades.status, "running"));
    expect(running).toBe(1);
  });
});
