import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { listOwnAttempts } from "#server/attempts/list-attempts";
import { grades } from "#server/db/tables/grades";
import { NOT_ESTIMATED } from "#domain/grading/not-estimated";
import { setOverride } from "#server/reviews/set-override";
import { listProblems } from "#server/problems/list-problems";
import { toAttemptState } from "~/lib/attempt-words";
import { action as markAction, loader as markLoader } from "~/routes/report/mark";
import { loader as appealLoader } from "~/routes/report/appeal";
import { action as reportAction, loader as reportLoader } from "~/routes/report/report";
import { createRecordingQueue, handIn } from "../../support/attempts";
import { RAG } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { ANSWERS } from "../../support/grading-fixture";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { gradeWith } from "./review-world";
import { beginMarking, markAll, markWhole } from "./self-world";

let database: TestDatabase;
let world: PageWorld;
let person: Viewer;

beforeAll(async () => {
  database = await createContentDatabase();
  world = createPageWorld(database);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  person = await createPerson(database.db);
});

async function argsFor(viewer: Viewer, attemptId: string, request: Request) {
  const { token } = await createSession(database.db, viewer.id);
  return { request, params: { attemptId }, context: await world.contextFor(token) };
}

async function readReport(attemptId: string, viewer = person) {
  const request = new Request(`http://localhost/attempts/${attemptId}/report`);
  return reportLoader(await argsFor(viewer, attemptId, request));
}

async function readMark(attemptId: string, search = "") {
  const request = new Request(`http://localhost/attempts/${attemptId}/mark${search}`);
  return markLoader(await argsFor(person, attemptId, request));
}

async function postMark(attemptId: string, fields: Record<string, string>) {
  const request = postForm(`/attempts/${attemptId}/mark`, fields);
  return markAction(await argsFor(person, attemptId, request));
}

async function show(attemptId: string) {
  const request = postForm(`/attempts/${attemptId}/report`, { intent: "show" });
  return reportAction(await argsFor(person, attemptId, request));
}

function listNotes(page: Awaited<ReturnType<typeof readReport>>) {
  const sections = page.graded?.sections ?? [];
  return sections.flatMap(({ besideText, below }) => [...besideText, ...below]);
}

describe("the first look at a grade", () => {
  it("asks the candidate first, and sends nothing of the grade before they have chosen", async () => {
    const { db } = database;
    const work = { answers: ANSWERS };
    const { attemptId, gradeId } = await handIn(db, createRecordingQueue(), person.id, work);
    await gradeWith(db, gradeId, "met");
    const asked = await readReport(attemptId);
    expect(asked).toMatchObject({
      graded: null,
      work: null,
      review: null,
      markFirst: { isEstimate: false, marked: 0 },
      marking: { hasBegun: false },
    });
    const [card] = await listOwnAttempts(db, person.id);
    expect(card && toAttemptState(card).text).toBe("Not opened yet");
    const appeal = new Request(`http://localhost/attempts/${attemptId}/appeal?criterion=chunking`);
    await expect(appealLoader(await argsFor(person, attemptId, appeal))).rejects.toMatchObject({
      status: 302,
    });
    expect(await show(attemptId)).toMatchObject({ status: 302 });
    const shown = await readReport(attemptId);
    expect(shown.graded?.grade.outcome).toMatchObject({ kind: "grade", total: 100 });
    // Once, and never again.
    expect(shown.markFirst).toBeNull();
    expect((await listOwnAttempts(db, person.id))[0]?.result).toMatchObject({ total: 100 });
  });

  it("is in no reviewer's way", async () => {
    const { db } = database;
    const work = { answers: ANSWERS };
    const { attemptId, gradeId } = await handIn(db, createRecordingQueue(), person.id, work);
    await gradeWith(db, gradeId, "met");
    const reviewer = await createPerson(db, "reviewer");
    const seen = await readReport(attemptId, reviewer);
    expect(seen).toMatchObject({ markFirst: null, marking: null, isOwn: false });
    expect(seen.graded).not.toBeNull();
    // What a reviewer saw is not what the candidate saw.
    expect((await readReport(attemptId)).markFirst).not.toBeNull();
  });
});

describe("the page", () => {
  it("begins, keeps each mark, says what is wrong, and ends with the marks", async () => {
    const { db } = database;
    const work = { answers: ANSWERS };
    const { attemptId } = await handIn(db, createRecordingQueue(), person.id, work);
    expect((await readMark(attemptId)).stage).toEqual({ kind: "intro" });
    expect(await postMark(attemptId, { intent: "start" })).toMatchObject({ status: 302 });
    for (const search of ["", "?n=nonsense", "?n=-1", "?n=1e308", "?n=7"]) {
      await expect(readMark(attemptId, search)).rejects.toMatchObject({ status: 302 });
    }
    const { stage } = await readMark(attemptId, "?n=1");
    if (stage.kind !== "marking") throw new Error("it has not begun");
    const { id } = stage.criterion;
    const mark = { intent: "mark", criterionId: id };
    expect(await postMark(attemptId, { ...mark, verdict: "met" })).toMatchObject({
      data: { criterionId: id, error: null },
    });
    for (const verdict of ["cannot_assess", "", "MET", "4"]) {
      expect(await postMark(attemptId, { ...mark, verdict })).toMatchObject({
        data: { error: "Choose one of the marks." },
        init: { status: 400 },
      });
    }
    expect(await postMark(attemptId, { intent: "finish" })).toMatchObject({
      data: { error: expect.stringContaining("no mark yet") as string },
      init: { status: 409 },
    });
    await markAll(db, { attemptId, userId: person.id });
    await postMark(attemptId, { intent: "finish" });
    expect((await readMark(attemptId)).stage).toMatchObject({ kind: "finished", isBlind: true });
  });
});

describe("finished marks", () => {
  it("stand in the report beside the judge's and the reviewer's, with how well one knew", async () => {
    const { db } = database;
    const { attemptId, gradeId } = await markWhole(db, person.id);
    const rubric = await gradeWith(db, gradeId, "met");
    const first = rubric.criteria[0]?.id ?? "";
    const reviewer = await createPerson(db, "reviewer");
    await setOverride(
      db,
      { attemptId, reviewer },
      { gradeId, criterionId: first, verdict: "not_met", reason: "Not there.", basedOn: null },
    );
    const page = await readReport(attemptId);
    expect(page.markFirst).toBeNull();
    expect(listNotes(page).find(({ id }) => id === first)).toMatchObject({
      own: "met",
      verdict: "met",
      review: { given: { verdict: "not_met" } },
    });
    expect(page.ownMarks).toMatchObject({ isBlind: true, total: 100, differing: [first] });
    expect(page.ownMarks?.known?.alike).toBeGreaterThan(0.9);
    expect(page.ownMarks?.known?.lean).toBeGreaterThan(0);
    expect((await readReport(attemptId, reviewer)).ownMarks).toMatchObject({ total: 100 });
  });

  it("are the only result where nobody else marks, and are kept from every other figure", async () => {
    const { db } = database;
    const { attemptId, gradeId } = await markWhole(db, person.id);
    await db
      .update(grades)
      .set({ status: "needs_attention", errorKind: NOT_ESTIMATED })
      .where(eq(grades.id, gradeId));
    expect(await readReport(attemptId)).toMatchObject({ graded: null, ownTotal: 100 });
    const [card] = await listOwnAttempts(db, person.id);
    expect(card).toMatchObject({ result: null, ownTotal: 100 });
    expect(card && toAttemptState(card).text).toBe("Own marks: 100");
    const listed = await listProblems(db, person.id);
    expect(listed.find(({ slug }) => slug === RAG)?.best).toBeNull();
  });

  it("are not there while they are unfinished", async () => {
    const { db } = database;
    const at = await beginMarking(db, person.id);
    await markAll(db, at);
    await gradeWith(db, at.gradeId, "met");
    await show(at.attemptId);
    const page = await readReport(at.attemptId);
    expect(page.ownMarks).toBeNull();
    expect(listNotes(page).every(({ own }) => own === undefined)).toBe(true);
    expect(page.marking).toMatchObject({ hasBegun: true });
  });
});
