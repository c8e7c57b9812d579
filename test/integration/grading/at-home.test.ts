import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readContent } from "#server/content/read-content";
import { grades, judgeCalls } from "#server/db/tables/grades";
import { keptReplies, modelTurns } from "#server/db/tables/model-turns";
import { getReport } from "#server/grades/get-report";
import { getGradeState } from "#server/grades/grade-state";
import { requestGrade } from "#server/grades/request-grade";
import { handIn, throwIt } from "../../support/attempts";
import { RAG } from "../../support/content";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { FakeModel } from "../../support/fake-model/start-fake-model";
import { FROZEN_DIR } from "../../support/frozen-content";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { createPerson } from "../../support/people";
import { QUEUE_STORES } from "../../support/queue-stores";
import { waitForGrade } from "../../support/wait-for-grade";

const stores = await Promise.all(
  QUEUE_STORES.map(async ({ name, start }) => ({ name, server: await start() })),
);

for (const { name, server } of stores) {
  const title = server ? `at home, queue on ${name}` : `queue on ${name} (no redis-server here)`;
  describe.skipIf(!server)(title, () => {
    let world: GradingWorld;
    let model: FakeModel;
    let strong: Record<string, string>;
    let canaries: Record<string, "met" | "not_met">;

    beforeAll(async () => {
      world = await openGradingWorld(server?.url ?? "");
      const [content] = (await readContent(FROZEN_DIR)).filter(({ slug }) => slug === RAG);
      const answer = content?.calibration.find(({ name: band }) => band === "strong");
      if (!content || !answer) throw new Error("the strong calibration answer is missing");
      strong = answer.answers;
      canaries = Object.fromEntries(content.rubric.canaries.map(({ id, expect: is }) => [id, is]));
      model = await startFakeModel({
        character: { kind: "random", seed: 1 },
        canaries,
        isAtHome: true,
        latencyMs: 20,
      });
    });
    afterAll(async () => {
      await model.close();
      await world.close();
      await server?.stop();
    });

    const settings = () => ({
      OPENAI_BASE_URL: model.baseUrl,
      OPENAI_API_KEY: "a key for the fake",
      JUDGE_MODEL: "fake-judge-1",
    });
    const handInOwn = async (words: string) => {
      const viewer = await createPerson(world.database.db);
      const answers = { ...strong, scenario: `${strong["scenario"]}\n\n${words}` };
      const receipt = await handIn(world.database.db, world.jobs, viewer.id, { answers });
      return { ...receipt, viewer, words };
    };
    const waitUntilGraded = (gradeId: string) =>
      waitForGrade(world.database, gradeId, ({ status }) => status === "graded");
    const callsOf = (gradeId: string) =>
      world.database.db.select().from(judgeCalls).where(eq(judgeCalls.gradeId, gradeId));
    const askedIn = (words: string) =>
      model.requests.filter(({ body }) =>
        body.messages.some(({ content }) => content.includes(words)),
      );

    it("takes whole gradings in turn, one call at a time, over two workers", async () => {
      const workers = [await world.startWorker(settings()), await world.startWorker(settings())];
      const all: Awaited<ReturnType<typeof handInOwn>>[] = [];
      for (let i = 0; i < 4; i += 1) all.push(await handInOwn(`We run release ${i} of the plan.`));
      const last = all.at(-1);
      if (!last) throw new Error("nothing was handed in");
      await expect
        .poll(async () => (await getGradeState(world.database.db, last.attemptId))?.ahead)
        .toBeGreaterThan(0);
      for (const { gradeId } of all) await waitUntilGraded(gradeId);
      expect(model.requests.map(({ beside }) => beside)).toEqual(model.requests.map(() => 0));
      // Of each grading all calls stand together, and in the order in which they were handed in.
      const order = model.requests.map(({ body }) =>
        all.findIndex(({ words }) => body.messages.some(({ content }) => content.includes(words))),
      );
      expect(order).toEqual([...order].sort());
      expect(model.requests.some(({ wasAborted }) => wasAborted)).toBe(false);
      expect(model.readings).toEqual([]);
      for (const { gradeId, attemptId, viewer, words } of all) {
        const [row] = await world.database.db.select().from(grades).where(eq(grades.id, gradeId));
        expect(row).toMatchObject({ leaseEpoch: 1, failures: 0, interruptions: 0 });
        expect((await getGradeState(world.database.db, attemptId))?.ahead).toBe(0);
        expect(await callsOf(gradeId)).toHaveLength(askedIn(words).length);
        const { grade } = await getReport(world.database.db, { attemptId, viewer });
        expect(grade?.calls.map(({ index }) => index)).toEqual(grade?.calls.map((_, i) => i));
        expect(grade?.calls).toHaveLength(askedIn(words).length);
      }
      for (const worker of workers) await worker.stop();
      expect(await world.database.db.select().from(modelTurns)).toEqual([]);
      expect(await world.database.db.select().from(keptReplies)).toEqual([]);
    });

    it("lets go of what was kept when a control question is answered wrongly", async () => {
      const words = "We answer in the language of the question.";
      model.setCharacter({ kind: "always_met_quoting" });
      const worker = await world.startWorker(settings());
      const { gradeId, attemptId, viewer } = await handInOwn(words);
      const failed = await waitForGrade(
        world.database,
        gradeId,
        ({ status }) => status === "needs_attention",
      );
      expect(failed.errorKind).toBe("canary_failed");
      expect(await world.database.db.select().from(keptReplies)).toEqual([]);
      model.setCharacter({ kind: "random", seed: 2 });
      await requestGrade(world.database.db, world.jobs, { attemptId, userId: viewer.id }, throwIt);
      await waitUntilGraded(gradeId);
      await worker.stop();
      expect(await callsOf(gradeId)).toHaveLength(askedIn(words).length);
    });
  });
}
