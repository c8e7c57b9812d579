import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { parseScene } from "#domain/diagram/parse-scene";
import { readContent } from "#server/content/read-content";
import { criterionVerdicts, grades, judgeCalls } from "#server/db/tables/grades";
import { getReport } from "#server/grades/get-report";
import { requestGrade } from "#server/grades/request-grade";
import { sweepGradings } from "#server/worker/sweep";
import type { RunningWorker } from "#server/worker/start-worker";
import { createRecordingQueue, handIn, throwIt } from "../../support/attempts";
import { RAG } from "../../support/content";
import { FROZEN_DIR } from "../../support/frozen-content";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { FakeModel } from "../../support/fake-model/start-fake-model";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { createPerson } from "../../support/people";
import { QUEUE_STORES } from "../../support/queue-stores";
import { waitForGrade } from "../../support/wait-for-grade";

const stores = await Promise.all(
  QUEUE_STORES.map(async ({ name, start }) => ({ name, server: await start() })),
);

for (const { name, server } of stores) {
  const title = server ? `queue on ${name}` : `queue on ${name} (no redis-server on this machine)`;
  describe.skipIf(!server)(title, () => {
    let world: GradingWorld;
    let model: FakeModel;
    let worker: RunningWorker | null = null;
    let strong: { answers: Record<string, string>; elements: unknown[] };

    beforeAll(async () => {
      world = await openGradingWorld(server?.url ?? "");
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
      await server?.stop();
    });

    const modelSettings = () => ({
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: "a key for the fake",
      JUDGE_MODEL: "fake-judge-1",
    });

    it("grades with the offline judge, end to end", async () => {
      worker = await world.startWorker();
      const viewer = await createPerson(world.database.db);
      const receipt = await handIn(world.database.db, world.jobs, viewer.id, strong);
      await waitForGrade(world.database, receipt.gradeId, ({ status }) => status === "graded");
      const report = await getReport(world.database.db, { attemptId: receipt.attemptId, viewer });
      expect(report.grade?.judge).toMatchObject({ kind: "offline", isEstimate: true });
      expect(report.grade?.total).toBeGreaterThan(70);
      for (const criterion of report.grade?.criteria ?? []) {
        for (const piece of criterion.evidence) {
          if (piece.source !== "text") continue;
          const quoted = report.answers[piece.section].slice(piece.start, piece.end);
          expect(quoted.replace(/\s+/g, " ")).toBe(piece.quote.replace(/\s+/g, " "));
        }
      }
    });

    it("grades nothing, near zero, for an empty answer", async () => {
      worker = await world.startWorker(modelSettings());
      const before = model.requests.length;
      const { id } = await createPerson(world.database.db);
      const receipt = await handIn(world.database.db, world.jobs, id, {});
      const row = await waitForGrade(
        world.database,
        receipt.gradeId,
        ({ status }) => status === "graded",
      );
      expect(row.total).toBeLessThanOrEqual(5);
      expect(model.requests).toHaveLength(before);
    });

    it("comes back by the sweep when the job was lost", async () => {
      worker = await world.startWorker();
      const { id } = await createPerson(world.database.db);
      const lost = createRecordingQueue();
      const receipt = await handIn(world.database.db, lost, id, strong);
      await world.database.db
        .update(grades)
        .set({ queuedAt: new Date(Date.now() - 60_000) })
        .where(eq(grades.id, receipt.gradeId));
      await sweepGradings({ db: world.database.db, jobs: world.jobs });
      const row = await waitForGrade(
        world.database,
        receipt.gradeId,
        ({ status }) => status === "graded",
      );
      expect(row.leaseEpoch).toBe(1);
    });

    it("waits as long as a busy model asks, does not count it, and grades then", async () => {
      model.setCharacter({
        kind: "rate_limited",
        retryAfter: "1",
        times: 1,
        then: { kind: "random", seed: 3 },
      });
      worker = await world.startWorker(modelSettings());
      const { id } = await createPerson(world.database.db);
      const receipt = await handIn(world.database.db, world.jobs, id, strong);
      const delayed = await waitForGrade(
        world.database,
        receipt.gradeId,
        ({ errorKind }) => errorKind === "rate_limited",
      );
      expect(delayed).toMatchObject({ status: "queued", total: null, failures: 0 });
      const graded = await waitForGrade(
        world.database,
        receipt.gradeId,
        ({ status }) => status === "graded",
      );
      expect(graded.errorKind).toBeNull();
    });

    it("needs attention when the model refuses, and grades when asked again", async () => {
      model.setCharacter({ kind: "refusing" });
      worker = await world.startWorker(modelSettings());
      const viewer = await createPerson(world.database.db);
      const receipt = await handIn(world.database.db, world.jobs, viewer.id, strong);
      const row = await waitForGrade(
        world.database,
        receipt.gradeId,
        ({ status }) => status === "needs_attention",
        60_000,
      );
      expect(row).toMatchObject({ errorKind: "refused", total: null, summary: null });
      const verdicts = await world.database.db
        .select()
        .from(criterionVerdicts)
        .where(eq(criterionVerdicts.gradeId, receipt.gradeId));
      expect(verdicts).toEqual([]);
      const paid = await world.database.db
        .select()
        .from(judgeCalls)
        .where(eq(judgeCalls.gradeId, receipt.gradeId));
      expect(paid.length).toBeGreaterThan(0);
      expect(paid.every(({ inputTokens }) => (inputTokens ?? 0) > 0)).toBe(true);
      model.setCharacter({ kind: "random", seed: 5 });
      await requestGrade(
        world.database.db,
        world.jobs,
        { attemptId: receipt.attemptId, userId: viewer.id },
        throwIt,
      );
      await waitForGrade(world.database, receipt.gradeId, ({ status }) => status === "graded");
    }, 90_000);

    it("hands its grading on when it is told to stop in the middle of a call", async () => {
      model.setCharacter({ kind: "hanging" });
      const first = await world.startWorker(modelSettings());
      const before = model.requests.length;
      const { id } = await createPerson(world.database.db);
      const receipt = await handIn(world.database.db, world.jobs, id, strong);
      await model.waitForRequests(before + 1);
      model.setCharacter({ kind: "random", seed: 7 });
      const stopped = first.stop();
      worker = await world.startWorker(modelSettings());
      const row = await waitForGrade(
        world.database,
        receipt.gradeId,
        ({ status }) => status === "graded",
        60_000,
      );
      expect(row.leaseEpoch).toBe(2);
      expect(row.failures).toBe(0);
      await stopped;
    }, 90_000);

    it("keeps every call of the model with its usage", async () => {
      model.setCharacter({ kind: "random", seed: 11 });
      worker = await world.startWorker(modelSettings());
      const { id } = await createPerson(world.database.db);
      const receipt = await handIn(world.database.db, world.jobs, id, strong);
      await waitForGrade(world.database, receipt.gradeId, ({ status }) => status === "graded");
      const calls = await world.database.db
        .select()
        .from(judgeCalls)
        .where(eq(judgeCalls.gradeId, receipt.gradeId));
      expect(calls.length).toBeGreaterThanOrEqual(5);
      for (const call of calls) {
        expect(call.requestedModel).toBe("fake-judge-1");
        expect(call.inputTokens).toBeGreaterThan(0);
        expect(call.costUsd).toBeNull();
      }
    });
  });
}
