import { gradingJob } from "#server/jobs/grading-job";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { auditLog } from "#server/db/tables/audit";
import { grades } from "#server/db/tables/grades";
import { requestGrade } from "#server/grades/request-grade";
import type { Threads } from "#server/threads/open-threads";
import type { RunningWorker } from "#server/worker/start-worker";
import { createRecordingQueue, throwIt, handIn } from "../../support/attempts";
import { ANSWERS } from "../../support/grading-fixture";
import { openGradingWorld } from "../../support/grading-world";
import type { GradingWorld } from "../../support/grading-world";
import { createPerson } from "../../support/people";
import { QUEUE_STORES } from "../../support/queue-stores";
import { openPlanted } from "../../support/threads/open-planted";
import { PLANTED } from "../../support/threads/planted-thread";
import { waitForGrade } from "../../support/wait-for-grade";

/** Longer than the lock of a job, after which another worker would take it. */
const BEYOND_LOCK_MS = 4_000;
const PATIENCE_MS = 180_000;
const TIMEOUT_MS = 400_000;

type Row = typeof grades.$inferSelect;

const stores = await Promise.all(
  QUEUE_STORES.map(async ({ name, start }) => ({ name, server: await start() })),
);

for (const { name, server } of stores) {
  const title = server ? `queue on ${name}` : `queue on ${name} (no redis-server on this machine)`;
  describe.skipIf(!server)(title, { timeout: TIMEOUT_MS }, () => {
    let world: GradingWorld;
    let worker: RunningWorker | null = null;
    let threads: Threads | null = null;

    beforeAll(async () => {
      world = await openGradingWorld(server?.url ?? "");
    });
    afterEach(async () => {
      await worker?.stop();
      worker = null;
      await threads?.close();
    });
    afterAll(async () => {
      await world.close();
      await server?.stop();
    });

    async function start(): Promise<void> {
      threads = openPlanted({ quick: 2 });
      worker = await world.startWorker({}, threads);
    }
    /** A grading of an answer that holds `planted`, enqueued or, with a row set by hand, left to the sweep. */
    async function submitted(planted: string, row: Partial<Row> | null = null) {
      const { id } = await createPerson(world.database.db);
      const jobs = row === null ? world.jobs : createRecordingQueue();
      const answers = { ...ANSWERS, scenario: `${ANSWERS.scenario} ${planted}` };
      const { gradeId, attemptId } = await handIn(world.database.db, jobs, id, { answers });
      if (row !== null) {
        await world.database.db.update(grades).set(row).where(eq(grades.id, gradeId));
        await world.jobs.enqueue(gradingJob, gradeId);
      }
      return { gradeId, attemptId, userId: id };
    }
    const until = (gradeId: string, isDone: (row: Row) => boolean) =>
      waitForGrade(world.database, gradeId, isDone, PATIENCE_MS);

    it("lets a text that never ends delay nobody, lose no lock, and not pay for a stop", async () => {
      await start();
      const hostile = await submitted(PLANTED.spin);
      await until(hostile.gradeId, ({ status }) => status === "running");
      const startedAt = Date.now();
      do {
        const honest = await submitted("");
        await until(honest.gradeId, ({ status }) => status === "graded");
      } while (Date.now() - startedAt < BEYOND_LOCK_MS);
      const stuck = await until(hostile.gradeId, () => true);
      expect(stuck).toMatchObject({ status: "running", leaseEpoch: 1, interruptions: 0 });
      await worker?.stop();
      const handedOn = await until(hostile.gradeId, () => true);
      expect(handedOn).toMatchObject({ status: "queued", textFailures: 0, failures: 0 });
      await world.database.db.delete(grades).where(eq(grades.id, hostile.gradeId));
    });

    it("gives up after the third time that its text takes a thread down, and says so", async () => {
      await start();
      const { gradeId, attemptId, userId } = await submitted(PLANTED.exit);
      const ended = await until(gradeId, ({ status }) => status === "needs_attention");
      expect(ended).toMatchObject({
        errorKind: "unreadable",
        textFailures: 3,
        leaseEpoch: 3,
        interruptions: 0,
        errorMessage: expect.stringMatching(/kept.*A person will look at it/),
      });
      const entries = await world.database.db
        .select()
        .from(auditLog)
        .where(eq(auditLog.subjectId, gradeId));
      expect(entries.at(-1)?.detail).toEqual({ attemptId, errorKind: "unreadable" });
      // Asked for again it is under suspicion from the start.
      await requestGrade(world.database.db, createRecordingQueue(), { attemptId, userId }, throwIt);
      expect(await until(gradeId, () => true)).toMatchObject({ status: "queued", textFailures: 1 });
      await world.database.db.delete(grades).where(eq(grades.id, gradeId));
    });

    it("takes the charge back from a text under suspicion that is read, or that is stopped", async () => {
      await start();
      const sound = await submitted("", { textFailures: 1 });
      const graded = await until(sound.gradeId, ({ status }) => status === "graded");
      expect(graded.textFailures).toBe(1);
      const stuck = await submitted(PLANTED.spin, { textFailures: 1 });
      await until(stuck.gradeId, ({ textFailures }) => textFailures === 2);
      await worker?.stop();
      const handedOn = await until(stuck.gradeId, () => true);
      expect(handedOn).toMatchObject({ status: "queued", textFailures: 1 });
      await world.database.db.delete(grades).where(eq(grades.id, stuck.gradeId));
    });

    it("reads no text again that took its process down three times", async () => {
      await start();
      const { gradeId } = await submitted(PLANTED.spin, { status: "running", textFailures: 3 });
      const ended = await until(gradeId, ({ status }) => status === "needs_attention");
      expect(ended).toMatchObject({ errorKind: "unreadable", leaseEpoch: 1 });
    });

    it("gives up after eight workers that vanished, and never for those that handed it on", async () => {
      await start();
      const vanished = await submitted("", { status: "running", interruptions: 8 });
      const ended = await until(vanished.gradeId, ({ status }) => status === "needs_attention");
      expect(ended).toMatchObject({ errorKind: "interrupted", interruptions: 9 });
      const handedOn = await submitted("", { status: "queued", leaseEpoch: 60 });
      const graded = await until(handedOn.gradeId, ({ status }) => status === "graded");
      expect(graded).toMatchObject({ interruptions: 0, leaseEpoch: 61 });
    });
  });
}
