import { once } from "node:events";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readContent } from "#server/content/read-content";
import { judgeCalls } from "#server/db/tables/grades";
import { keptReplies } from "#server/db/tables/model-turns";
import { getReport } from "#server/grades/get-report";
import { GRADING_QUEUE } from "#server/jobs/queue";
import { handIn } from "../../support/attempts";
import { RAG } from "../../support/content";
import { startFakeModel } from "../../support/fake-model/start-fake-model";
import type { FakeModel } from "../../support/fake-model/start-fake-model";
import { forkWorker } from "../../support/fork-worker";
import { FROZEN_DIR } from "../../support/frozen-content";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { createPerson } from "../../support/people";
import { QUEUE_STORES } from "../../support/queue-stores";
import { waitForGrade } from "../../support/wait-for-grade";

const stores = await Promise.all(
  QUEUE_STORES.map(async ({ name, start }) => ({ name, server: await start() })),
);

/** First calls of the strong answer; what is asked again comes on top. */
const FIRST_CALLS = 5;

for (const { name, server } of stores) {
  const title = server ? `at home, queue on ${name}` : `queue on ${name} (no redis-server here)`;
  describe.skipIf(!server)(title, () => {
    let world: GradingWorld;
    let model: FakeModel;
    let strong: Record<string, string>;
    let canaries: Record<string, "met" | "not_met">;
    let held: { at: number; until: Promise<void> } | null = null;
    let answered = 0;

    beforeAll(async () => {
      world = await openGradingWorld(server?.url ?? "", GRADING_QUEUE);
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
        hold: async () => {
          answered += 1;
          if (held && answered >= held.at) await held.until;
        },
      });
    });
    afterEach(() => {
      held = null;
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

    it("goes on where it was when its worker is killed twice, and pays nothing twice", async () => {
      const words = "We keep two of everything that matters.";
      const before = answered;
      let fork = await forkWorker(world.database.url, forkSettings());
      const { gradeId, attemptId, viewer } = await handInOwn(words);
      for (const at of [2, 4]) {
        let letGo = (): void => undefined;
        held = { at: before + at, until: new Promise<void>((resolve) => (letGo = resolve)) };
        await expect.poll(() => answered, { timeout: 90_000 }).toBeGreaterThanOrEqual(before + at);
        const exit = once(fork, "exit");
        fork.kill("SIGKILL");
        await exit;
        held = null;
        letGo();
        fork = await forkWorker(world.database.url, forkSettings());
      }
      await waitUntilGraded(gradeId);
      const exit = once(fork, "exit");
      fork.kill("SIGTERM");
      await exit;
      const asked = askedIn(words);
      // What was under way when it was killed is asked again, and nothing else.
      const abandoned = asked.filter(({ wasAborted }) => wasAborted);
      expect(abandoned).toHaveLength(2);
      const prompts = asked
        .filter(({ wasAborted }) => !wasAborted)
        .map(({ body }) => JSON.stringify(body.messages));
      expect(new Set(prompts).size).toBe(prompts.length);
      expect(prompts.length).toBeGreaterThanOrEqual(FIRST_CALLS);
      const paid = await callsOf(gradeId);
      expect(paid).toHaveLength(prompts.length);
      const { grade } = await getReport(world.database.db, { attemptId, viewer });
      expect(grade?.calls).toHaveLength(prompts.length);
      const tokens = paid.reduce((sum, { inputTokens }) => sum + (inputTokens ?? 0), 0);
      expect(grade?.usage?.inputTokens).toBe(tokens);
      expect(await world.database.db.select().from(keptReplies)).toEqual([]);
    }, 240_000);

    const forkSettings = () => ({
      ...settings(),
      REDIS_URL: server?.url ?? "",
      JUDGE_RETRY_MS: "100",
      WORKER_DRAIN_MS: "200",
    });
  });
}
