import { once } from "node:events";
import { and, asc, eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { parseScene } from "#domain/diagram/parse-scene";
import type { Lowered } from "#domain/grading/grade.schema";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { listOwnFiles } from "#server/accounts/list-own-files";
import { readContentOf } from "#server/content/read-content";
import { criterionVerdicts, grades, judgeCalls } from "#server/db/tables/grades";
import { notices } from "#server/db/tables/notices";
import { getReport } from "#server/grades/get-report";
import { GRADING_QUEUE } from "#server/jobs/queue";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import type { RunningWorker } from "#server/worker/start-worker";
import { handIn } from "../../support/attempts";
import { RAG } from "../../support/content";
import type { FakeAnswer } from "../../support/fake-model/character";
import { listSentences } from "../../support/fake-model/sentences";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { Asked, FakeModel } from "../../support/fake-model/start-fake-model";
import { forkWorker } from "../../support/fork-worker";
import { FROZEN_DIR } from "../../support/frozen-content";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { addJudgeCheck, GOOD_POINTS } from "../../support/judge-checks";
import { createPerson } from "../../support/people";
import { QUEUE_STORES } from "../../support/queue-stores";
import { waitForGrade } from "../../support/wait-for-grade";

const MODEL = "fake-judge-1";
/** The one criterion that is met; a point that sinks the design bears on it. */
const BORNE_ON = "scale-rate";
/** Milliseconds of every verdict, so that they look made together, as they are. */
const LATENCY_MS = 200;
const PATIENCE = 60_000;

type Gate = (asked: Asked) => Promise<void>;
const open: Gate = () => Promise.resolve();
const forever = () => new Promise<void>(() => undefined);

function createSignal() {
  let tell = (): void => undefined;
  const told = new Promise<void>((resolve) => (tell = resolve));
  return { told, tell };
}

const STEPS = ["debrief", "sceptic", "readings"] as const;

/**
 * Never answers what is asked at one step, and all before it.
 * @returns `reached` when that was asked; `decided` is to be called when there are verdicts, since the
 *   sceptic's answer waits for them before the readings that follow
 */
function shutAt(step: (typeof STEPS)[number]) {
  const reached = createSignal();
  const decided = createSignal();
  let isDoubted = false;
  const gate: Gate = async (asked) => {
    if (asked === step || (isDoubted && asked === "verdicts")) {
      reached.tell();
      return forever();
    }
    if (asked === "sceptic") {
      await decided.told;
      isDoubted = true;
    }
  };
  return { gate, reached: reached.told, decided: decided.tell };
}

const stores = await Promise.all(
  QUEUE_STORES.map(async ({ name, start }) => ({ name, server: await start() })),
);

for (const { name, server } of stores) {
  const title = server
    ? `a debrief that may follow, queue on ${name}`
    : `a debrief that may follow, queue on ${name} (no redis-server on this machine)`;
  describe.skipIf(!server)(title, () => {
    let world: GradingWorld;
    let model: FakeModel;
    let rubric: Rubric;
    let strong: { answers: Record<string, string>; elements: unknown[] };
    let gate: Gate = open;
    let worker: RunningWorker | null = null;

    beforeAll(async () => {
      world = await openGradingWorld(server?.url ?? "", GRADING_QUEUE);
      const content = await readContentOf(FROZEN_DIR, RAG);
      const answer = content?.calibration.find(({ name: band }) => band === "strong");
      if (!content || !answer) throw new Error("the strong calibration answer is missing");
      rubric = content.rubric;
      strong = { answers: answer.answers, elements: parseScene(answer.scene).scene.elements };
      model = await startFakeModel({
        character: readsTwice(),
        canaries: Object.fromEntries(rubric.canaries.map(({ id, expect: said }) => [id, said])),
        debrief: { points: 2, sinking: 1, criteria: [BORNE_ON] },
        latencyMs: LATENCY_MS,
        hold: (asked) => gate(asked),
      });
      await addJudgeCheck(world.database.db, GOOD_POINTS, {}, { requestedModel: MODEL });
    });
    afterEach(async () => {
      gate = open;
      await worker?.stop();
      worker = null;
    });
    afterAll(async () => {
      await model.close();
      await world.close();
      await server?.stop();
    });

    /** Finds one criterion met when first asked, and by no reading after that. */
    function readsTwice() {
      const [quote = ""] = listSentences(strong.answers["scenario"] ?? "");
      const met: FakeAnswer = { verdict: "met", evidence: [{ source: "scenario", quote }] };
      const gone: FakeAnswer = { verdict: "not_met", evidence: [] };
      return { kind: "fickle" as const, answers: { [BORNE_ON]: [met, gone] } };
    }

    const settings = (more: Record<string, string> = {}) => ({
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: "a key for the fake",
      JUDGE_MODEL: MODEL,
      ...more,
    });

    async function handInStrong() {
      model.setCharacter(readsTwice());
      const viewer = await createPerson(world.database.db, "admin");
      return { viewer, ...(await handIn(world.database.db, world.jobs, viewer.id, strong)) };
    }

    const graded = (gradeId: string) =>
      waitForGrade(world.database, gradeId, ({ status }) => status === "graded", PATIENCE);
    const decided = (gradeId: string) =>
      waitForGrade(
        world.database,
        gradeId,
        ({ progress }) => progress !== null && progress.done === progress.of,
        PATIENCE,
      );

    it.each(STEPS)(
      "has one grade and nothing twice when its worker is killed in mid-%s",
      async (step) => {
        const { db, url } = world.database;
        const killed = await forkWorker(url, { ...settings(), REDIS_URL: server?.url ?? "" });
        const shut = shutAt(step);
        gate = shut.gate;
        const { attemptId, gradeId, viewer } = await handInStrong();
        await decided(gradeId);
        shut.decided();
        await shut.reached;
        killed.kill("SIGKILL");
        await once(killed, "exit");

        gate = open;
        model.setCharacter(readsTwice());
        worker = await world.startWorker(settings());
        const row = await graded(gradeId);
        expect(row).toMatchObject({ leaseEpoch: 2, interruptions: 1, failures: 0 });
        expect(row).toMatchObject({ debriefState: "with", heldBy: ["p1"] });
        expect(await db.$count(grades, eq(grades.attemptId, attemptId))).toBe(1);
        expect(await db.$count(notices, eq(notices.userId, viewer.id))).toBe(1);
        const verdicts = await db
          .select({ id: criterionVerdicts.criterionId })
          .from(criterionVerdicts)
          .where(eq(criterionVerdicts.gradeId, gradeId));
        expect(verdicts.map(({ id }) => id).sort()).toEqual(idsOf(rubric));
        await expectWholeBill(gradeId);
      },
      2 * PATIENCE,
    );

    /** Each call of the try that was graded, once and paid for, and no other. */
    async function expectWholeBill(gradeId: string): Promise<void> {
      const calls = await world.database.db
        .select()
        .from(judgeCalls)
        .where(and(eq(judgeCalls.gradeId, gradeId), eq(judgeCalls.leaseEpoch, 2)))
        .orderBy(asc(judgeCalls.position));
      expect(calls.map(({ position }) => position)).toEqual(calls.map((_, at) => at));
      expect(calls.every(({ inputTokens }) => (inputTokens ?? 0) > 0)).toBe(true);
      const about = (wanted: string) => calls.filter(({ detail }) => detail.purpose === wanted);
      const first = about("first").flatMap(({ detail }) => detail.criterionIds);
      const canaries = new Set(rubric.canaries.map(({ id }) => id));
      expect(first.filter((id) => !canaries.has(id)).sort()).toEqual(idsOf(rubric));
      expect(about("reask").map(({ detail }) => detail.criterionIds)).toEqual([
        [BORNE_ON],
        [BORNE_ON],
      ]);
      expect([about("debrief").length, about("sceptic").length]).toEqual([1, 1]);
      expect(about("first").length + 4).toBe(calls.length);
    }

    it("is made where the day's budget is used up under it, and the next grading is refused", async () => {
      const { db } = world.database;
      worker = await world.startWorker(settings({ JUDGE_MAX_USD_PER_DAY: "5" }));
      const shut = shutAt("readings");
      // It waits for the day to be used up, and then all goes on.
      gate = (asked) => (asked === "sceptic" ? shut.gate(asked) : open(asked));
      const under = await handInStrong();
      await decided(under.gradeId);
      const [other] = await db.select().from(judgeCalls).limit(1);
      if (!other) throw new Error("no call of another grading is on the bill");
      await db.update(judgeCalls).set({ costUsd: 5 }).where(eq(judgeCalls.id, other.id));
      shut.decided();
      expect(await graded(under.gradeId)).toMatchObject({ debriefState: "with", heldBy: ["p1"] });
      const asked = model.requests.length + model.readings.length;
      const next = await handInStrong();
      const refused = await waitForGrade(
        world.database,
        next.gradeId,
        ({ status }) => status === "needs_attention",
        PATIENCE,
      );
      expect(refused).toMatchObject({ errorKind: "budget_exceeded", total: null });
      expect(model.requests.length + model.readings.length).toBe(asked);
      await db.update(judgeCalls).set({ costUsd: null }).where(eq(judgeCalls.id, other.id));
    });

    it("is read back with what its points lowered and hold, in report and archive", async () => {
      const { db } = world.database;
      worker = await world.startWorker(settings());
      const { attemptId, gradeId, viewer } = await handInStrong();
      await graded(gradeId);
      const { grade, debrief } = await getReport(db, { attemptId, viewer });
      expect(grade?.heldBy).toEqual(["p1"]);
      expect(debrief).toMatchObject({ points: [{ id: "p1" }, { id: "p2" }] });
      const lowered = grade?.criteria.filter((one) => one.lowered !== undefined) ?? [];
      const without = { verdict: "met", confidence: 1, evidence: [{ source: "text" }] };
      expect(lowered).toMatchObject([
        { id: BORNE_ON, verdict: "not_met", lowered: { pointIds: ["p1"], without } },
      ]);
      await recordOwnSight(db, { attemptId, userId: viewer.id });
      const files = await listOwnFiles(db, viewer.id);
      const file = files.find((one) => one.name.endsWith("attempt.json"));
      const archived = JSON.parse((await file?.read()) ?? "null") as Archived;
      expect(archived.grades).toMatchObject([{ heldBy: ["p1"], debrief: { points: [{}, {}] } }]);
      const kept = archived.grades[0]?.criteria.find(({ criterion }) => criterion === BORNE_ON);
      expect(kept).toMatchObject({ verdict: "not_met", detail: { lowered: lowered[0]?.lowered } });
    });
  });
}

type Archived = {
  grades: {
    heldBy: string[];
    criteria: { criterion: string; verdict: string; detail: { lowered?: Lowered } }[];
  }[];
};

function idsOf({ criteria }: Rubric): string[] {
  return criteria.map(({ id }) => id).sort();
}
