import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { grades } from "#server/db/tables/grades";
import { assignReview } from "#server/reviews/assign-review";
import { listQueue } from "#server/reviews/list-queue";
import { queueFilterSchema } from "#domain/reviews/review.schema";
import { saveRatingMark } from "#server/reviews/save-rating-mark";
import { setOverride } from "#server/reviews/set-override";
import { signReview } from "#server/reviews/sign-review";
import { startRating } from "#server/reviews/start-rating";
import { submitAppeal } from "#server/reviews/submit-appeal";
import { submitRating } from "#server/reviews/submit-rating";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { eq } from "drizzle-orm";
import { requestRegrade } from "#server/reviews/request-regrade";
import { createRecordingQueue } from "../../support/attempts";
import { RAG } from "../../support/content";
import { createContentDatabase } from "../../support/database";
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
  database = await createContentDatabase();
  const { db } = database;
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
      gradeId: appealed,
      criterionId: first,
      note: "",
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
  await dispute();
});
afterAll(() => database.drop());

/** An attempt on which the judge wavered and a person has decided, with its reviewer. */
async function decideWavering(rubric: Rubric, criterionId: string): Promise<void> {
  const { db } = database;
  const gradeId = await handIn("decided");
  await gradeWith(db, gradeId, "met", { [criterionId]: { needsPerson: true } });
  const at = { attemptId: ids["decided"] ?? "", reviewer: ada };
  await setOverride(db, at, {
    gradeId,
    criterionId,
    verdict: "met",
    reason: "It is there.",
    basedOn: null,
  });
  await assignReview(db, at, { assigneeId: ada.id, was: null });
}

/** Attempts on which people and the judge, or two people, differ. */
async function dispute(): Promise<void> {
  const { db } = database;
  const gradeId = await handIn("overruled");
  const { criteria } = await gradeWith(db, gradeId, "met");
  const [first, second] = criteria.map(({ id }) => id);
  await setOverride(
    db,
    { attemptId: ids["overruled"] ?? "", reviewer: ada },
    {
      gradeId,
      criterionId: first ?? "",
      verdict: "not_met",
      reason: "It is not there.",
      basedOn: null,
    },
  );
  // Two who agree with the judge on all but one criterion each, where the judge couldn't tell.
  const open = { [first ?? ""]: { verdict: "cannot_assess" } } as const;
  await gradeWith(db, await handIn("two people"), "met", open);
  for (const verdict of ["met", "not_met"] as const) {
    await rate("two people", criteria, { [first ?? ""]: verdict });
  }
  await gradeWith(db, await handIn("one rater"), "met");
  await rate("one rater", criteria, { [first ?? ""]: "not_met", [second ?? ""]: "not_met" });
  await gradeWith(db, await handIn("agreed"), "met");
  await rate("agreed", criteria, {});
  // Not finished: nobody has said it yet.
  await gradeWith(db, await handIn("half rated"), "met");
  await rate("half rated", criteria, { [first ?? ""]: "not_met" }, false);
}

/** A blind rating by somebody new: met, but for what is named. */
async function rate(
  name: string,
  criteria: Rubric["criteria"],
  named: Record<string, "met" | "not_met">,
  isFinished = true,
): Promise<void> {
  const { db } = database;
  const reviewer = await createPerson(db, "reviewer");
  const at = { attemptId: ids[name] ?? "", reviewer };
  await startRating(db, at);
  for (const { id } of criteria) {
    await saveRatingMark(db, at, { criterionId: id, verdict: named[id] ?? "met" });
  }
  if (isFinished) await submitRating(db, at);
}

describe("the queue", () => {
  it("puts appeals first, then failures, disputes and doubts, and leaves out what is signed", async () => {
    const { names, count } = await list();
    expect(names).toEqual([
      ...["appealed", "failed", "overruled", "two people", "one rater"],
      ...["wavering", "unsure", "plain", "decided", "agreed", "half rated"],
    ]);
    expect(count).toBe(11);
  });

  it("counts the criteria on which people and the judge, or two people, differ", async () => {
    const { items, names } = await list({ reason: "disputed", sort: "disputed" });
    expect(names.map((name, i) => [name, items[i]?.disputed])).toEqual([
      ["one rater", 2],
      ["overruled", 1],
      ["two people", 1],
    ]);
  });

  it("measures people against the newest grade, also while the next is made", async () => {
    const { db } = database;
    const at = { attemptId: ids["one rater"] ?? "", reviewer: ada };
    const next = await requestRegrade(db, createRecordingQueue(), at, () => undefined);
    const find = async () =>
      (await list({ show: "all" })).items.find(({ attemptId }) => attemptId === at.attemptId);
    expect(await find()).toMatchObject({ gradeStatus: "queued", disputed: 2 });
    await gradeWith(db, next, "not_met");
    expect((await find())?.disputed).toBeGreaterThan(2);
  });

  it("keeps the total and the disputes of an attempt from who rates it blindly", async () => {
    const { db } = database;
    const cleo = await createPerson(db, "reviewer");
    await startRating(db, { attemptId: ids["one rater"] ?? "", reviewer: cleo });
    const asked = queueFilterSchema.parse({ show: "all" });
    const { items } = await listQueue(db, cleo.id, asked);
    expect(items.find(({ attemptId }) => attemptId === ids["one rater"])).toMatchObject({
      isRating: true,
      result: null,
      confidence: null,
      isUnsure: false,
      disputed: 0,
    });
    const others = items.filter(({ isRating }) => !isRating);
    expect(others.some(({ result }) => result !== null)).toBe(true);
  });

  it("never holds one's own attempts", async () => {
    const { items } = await list({ show: "all" });
    expect(items.map(({ candidate: name }) => name)).not.toContain(ada.name);
    expect(items).toHaveLength(12);
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
    expect(byName("appealed")).toMatchObject({
      appeals: 1,
      result: { kind: "grade", total: 0 },
      title: expect.any(String),
    });
    expect(byName("failed")).toMatchObject({ gradeStatus: "needs_attention", result: null });
    expect(byName("wavering")).toMatchObject({ needPerson: 1 });
    expect(byName("decided")).toMatchObject({
      needPerson: 0,
      overrides: 1,
      assignee: { id: ada.id, name: ada.name },
    });
    expect(byName("signed")).toMatchObject({ signedBy: ada.name });
  });

  it("sorts by the total, and takes nonsense in the URL for the default", async () => {
    expect((await list({ sort: "lowest" })).names[0]).toBe("appealed");
    expect((await list({ sort: "drop table", page: "-3", show: "?" })).count).toBe(11);
  });

  it("keeps a signature, and shows the grade, when a re-grade after it failed", async () => {
    const { db } = database;
    const at = { attemptId: ids["signed"] ?? "", reviewer: ada };
    const next = await requestRegrade(db, createRecordingQueue(), at, () => undefined);
    const find = async () =>
      (await list({ show: "all" })).items.find(({ attemptId }) => attemptId === at.attemptId);
    expect(await find()).toMatchObject({
      signedBy: null,
      result: { kind: "grade", total: 100 },
      gradeStatus: "queued",
    });
    await db.update(grades).set({ status: "needs_attention" }).where(eq(grades.id, next));
    expect(await find()).toMatchObject({
      signedBy: ada.name,
      result: { kind: "grade", total: 100 },
    });
  });
});
