import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { DEFAULT_LIMITS } from "#server/env";
import { getWorkspace } from "#server/attempts/get-workspace";
import { readForSubmit } from "#server/attempts/read-for-submit";
import { saveAttempt } from "#server/attempts/save-attempt";
import { saveSchema } from "#domain/attempts/save.schema";
import { getScene } from "#server/attempts/scene-store";
import { getAnswers } from "#server/attempts/get-answers";
import { submitAttempt, submitOverdue } from "#server/attempts/submit-attempt";
import { writeSubmit } from "#server/attempts/write-submit";
import { attempts } from "#server/db/tables/attempts";
import { grades } from "#server/db/tables/grades";
import { canonicalHash } from "#server/text/canonical-hash";
import { createRecordingQueue, openAttempt } from "../../support/attempts";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { box } from "../../support/elements";
import { createPerson } from "../../support/people";

const TAB_A = "tab-aaaaaaaa";

let database: TestDatabase;
let userId: string;
let attemptId: string;

beforeAll(async () => {
  database = await createContentDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  userId = (await createPerson(database.db)).id;
  attemptId = await openAttempt(database.db, userId);
});

function save(input: Record<string, unknown>) {
  return saveAttempt(database.db, { attemptId, userId, save: saveSchema.parse(input) });
}

function readWork() {
  return getWorkspace(database.db, { attemptId, userId });
}

describe("handing in", () => {
  it("gives the same receipt to every tab that asks", async () => {
    const queue = createRecordingQueue();
    const ask = () =>
      submitAttempt(
        database.db,
        queue,
        { attemptId, userId, submitKey: randomUUID(), mode: "standard" },
        fail,
      );
    const receipts = await Promise.all([ask(), ask(), ask()]);
    expect(new Set(receipts.map((receipt) => JSON.stringify(receipt))).size).toBe(1);
    expect(new Set(queue.gradeIds).size).toBe(1);
  });

  it("freezes what was acknowledged, whatever is saved at the same moment", async () => {
    for (let round = 0; round < 10; round += 1) {
      attemptId = await openAttempt(database.db, userId);
      const ids = ["b1", "b2", "b3"];
      const [receipt, ...replies] = await Promise.all([
        submitAttempt(
          database.db,
          createRecordingQueue(),
          { attemptId, userId, submitKey: randomUUID(), mode: "standard" },
          fail,
        ),
        ...ids.map((id, seq) => save({ clientId: TAB_A, seq: seq + 1, elements: [box(id)] })),
      ]);
      const acknowledged = ids.filter((_, i) => replies[i]?.outcome === "saved");
      const frozen = await getScene(database.db, attemptId);
      expect(frozen.elements.map(({ id }) => id)).toEqual(acknowledged);
      const handedIn = { answers: await getAnswers(database.db, attemptId), scene: frozen };
      expect(receipt.contentHash).toBe(canonicalHash(handedIn));
    }
  });

  it("hands nothing in when something was saved since it was read", async () => {
    const { attempt } = await readForSubmit(database.db, { attemptId, userId });
    await save({ clientId: TAB_A, seq: 1, elements: [box("b1")] });
    const handIn = () =>
      writeSubmit(database.db, attempt, {
        by: "candidate",
        submitKey: null,
        mode: "standard",
        gradings: DEFAULT_LIMITS.gradings,
        contentHash: "of what was read",
      });
    expect(await handIn()).toBeNull();
    const [row] = await database.db.select().from(attempts).where(eq(attempts.id, attemptId));
    expect(row).toMatchObject({ status: "in_progress", submittedAt: null, contentHash: null });
    const written = await database.db.select().from(grades).where(eq(grades.attemptId, attemptId));
    expect(written).toEqual([]);
  });

  it("stands even when the queue is away", async () => {
    const away = {
      ...createRecordingQueue(),
      enqueue: () => Promise.reject(new Error("queue is away")),
    };
    const errors: unknown[] = [];
    const receipt = await submitAttempt(
      database.db,
      away,
      { attemptId, userId, submitKey: randomUUID(), mode: "standard" },
      (error) => errors.push(error),
    );
    expect(receipt.contentHash).toMatch(/^[0-9a-f]{64}$/);
    expect(errors).toHaveLength(1);
  });

  it("hands in what is overdue with what was last saved, once, whoever sweeps", async () => {
    await save({
      clientId: TAB_A,
      seq: 1,
      texts: { scenario: { kind: "whole", baseRevision: 0, text: "as far as I got" } },
    });
    await database.db
      .update(attempts)
      .set({ deadlineAt: new Date(Date.now() - 60_000) })
      .where(eq(attempts.id, attemptId));
    const queue = createRecordingQueue();
    const sweep = () =>
      submitOverdue(database.db, queue, { mode: "standard", limit: 10 }, failOnAny);
    const swept = (await Promise.all([sweep(), sweep()])).flat();
    expect(swept.map((receipt) => receipt.attemptId)).toEqual([attemptId]);
    const [row] = await database.db.select().from(attempts).where(eq(attempts.id, attemptId));
    expect(row).toMatchObject({ status: "submitted", submittedBy: "deadline" });
    expect((await readWork()).texts.scenario.text).toBe("as far as I got");
  });
});

const failOnAny = { queueError: fail, refusal: (_id: string, error: unknown) => fail(error) };

function fail(error: unknown): never {
  throw error;
}
