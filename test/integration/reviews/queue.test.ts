import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { grades } from "#server/db/tables/grades";
import { assignReview } from "#server/reviews/assign-review";
import { listQueue } from "#server/reviews/list-queue";
import { queueFilterSchema } from "#server/reviews/review.schema";
import { setOverride } from "#server/reviews/set-override";
import { signReview } from "#server/reviews/sign-review";
import { submitAppeal } from "#server/reviews/submit-appeal";
import type { Rubric } from "#server/rubrics/rubric.schema";
import { eq } from "drizzle-orm";
import { requestRegrade } from "#server/reviews/request-regrade";
import { createRecordingQueue } from "../../support/attempts";
import { loadRealContent, RAG } from "../../support/content";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPerson } from "../../support/people";
import { BOX_ID, gradeWith, handInWork } from "./review-world";

let database: TestDatabase;
let ada: Viewer;
let candidate: Viewer;
const ids: Record<string, string> = {};

async function list(query: Record<string, string> = {}) {
  const queue = await listQueue(database.db, ada.id, queueFilterSchema.parse(query));
  const names = new Map(Object.entries(ids).map(([name, id]) => [id, name]));
  return { ...queue, names: queue.items.map(({ attemptId }) => names.get(attemptId)) };
}

async function handIn(name: string): Promise<string> {
  const work = await handInWork(database.db, candidate.id);
  ids[name] = work.attemptId;
  return work.gradeId;
}

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  await loadRealContent(db);
  ada = await createPerson(db, "reviewer");
  candidate = await createPerson(db);

  const plain = await handIn("plain");
  const rubric = await gradeWith(db, plain, "met");
  const [first, second] = rubric.criteria.map(({ id }) => id);
  if (!first || !second) throw new Error("the rubric is empty");
  await gradeWith(db, await handIn("wavering"), "met", { [first]: { needsPerson: true } });
  await gradeWith(db, await handIn("unsure"), "met", { [first]: { confidence: 0.3 } });
  const appealed = await handIn("appealed");
  await gradeWith(db, appealed, "not_met");
  await submitAppeal(
    db,
    { attemptId: ids["appealed"] ?? "", userId: candidate.id },
    {
      ...{ gradeId: appealed, criterionId: first, note: "" },
      place: { kind: "drawing", elementIds: [BOX_ID] },
    },
  );
  const failed = await handIn("failed");
  await db.update(grades).set({ status: "needs_attention" }).where(eq(grades.id, failed));
  const signed = await handIn("signed");
  await gradeWith(db, signed, "met");
  await signReview(
    db,
    { attemptId: ids["signed"] ?? "", reviewer: ada },
    { gradeId: signed, seen: "" },
  );
  await decideWavering(rubric, second);
  await handInWork(db, ada.id);
});
afterAll(() => database.drop());

/** An attempt on which the judge wavered and a person has decided, with its reviewer. */
async function decideWavering(rubric: Rubric, criterionId: string): Promise<void> {
  const { db } = database;
  const gradeId = await handIn("decided");
  await gradeWith(db, gradeId, "met", { [criterionId]: { needsPerson: true } });
  const at = { attemptId: ids["decided"] ?? "", reviewer: ada };
  await setOverride(db, at, {
    ...{ gradeId, criterionId, verdict: "met", reason: "It is there.", basedOn: null },
  });
  await assignReview(db, at, { assigneeId: ada.id, was: null });
}

describe("the queue", () => {
  it("puts appeals first, then failures, then doubts, and leaves out what is signed", async () => {
    const { names, count } = await list();
    expect(names).toEqual(["appealed", "failed", "wavering", "unsure", "plain", "decided"]);
    expect(count).toBe(6);
  });

  it("never holds one's own attempts", async () => {
    const { items } = await list({ show: "all" });
    expect(items.map(({ candidate: name }) => name)).not.toContain(ada.name);
    expect(items).toHaveLength(7);
  });

  it.each([
    [{ reason: "appeal" }, ["appealed"]],
    [{ reason: "attention" }, ["failed"]],
    [{ reason: "person" }, ["wavering"]],
    [{ reason: "unsure" }, ["unsure"]],
    [{ assigned: "me" }, ["decided"]],
    [{ show: "signed" }, ["signed"]],
    [{ show: "all", problem: "no-such-problem" }, []],
    [{ show: "signed", problem: RAG }, ["signed"]],
  ])("filters by %j", async (query, names) => {
    expect((await list(query)).names).toEqual(names);
  });

  it("says why each is there", async () => {
    const { items } = await list({ show: "all" });
    const byName = (name: string) => items.find(({ attemptId }) => attemptId === ids[name]);
    expect(byName("appealed")).toMatchObject({ appeals: 1, total: 0, title: expect.any(String) });
    expect(byName("failed")).toMatchObject({ gradeStatus: "needs_attention", total: null });
    expect(byName("wavering")).toMatchObject({ needPerson: 1 });
    expect(byName("decided")).toMatchObject({
      ...{ needPerson: 0, overrides: 1 },
      assignee: { id: ada.id, name: ada.name },
    });
    expect(byName("signed")).toMatchObject({ signedBy: ada.name });
  });

  it("sorts by the total, and takes nonsense in the URL for the default", async () => {
    expect((await list({ sort: "lowest" })).names[0]).toBe("appealed");
    expect((await list({ sort: "drop table", page: "-3", show: "?" })).count).toBe(6);
  });

  it("keeps a signature, and shows the grade, when a re-grade after it failed", async () => {
    const { db } = database;
    const at = { attemptId: ids["signed"] ?? "", reviewer: ada };
    const next = await requestRegrade(db, createRecordingQueue(), at, () => undefined);
    const find = async () =>
      (await list({ show: "all" })).items.find(({ attemptId }) => attemptId === at.attemptId);
    expect(await find()).toMatchObject({ signedBy: null, total: 100, gradeStatus: "queued" });
    await db.update(grades).set({ status: "needs_attention" }).where(eq(grades.id, next));
    expect(await find()).toMatchObject({ signedBy: ada.name, total: 100 });
  });
});
