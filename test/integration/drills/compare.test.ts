import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { startRetry } from "#server/attempts/start-retry";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { setOverride } from "#server/reviews/set-override";
import { startRating } from "#server/reviews/start-rating";
import { grades } from "#server/db/tables/grades";
import { reviewSights } from "#server/db/tables/reviews";
import { startAttempt } from "#server/attempts/start-attempt";
import { getReport } from "#server/grades/get-report";
import type { SectionId } from "#domain/problems/scale";
import type { Evidence } from "#domain/grading/evidence.schema";
import { loader } from "~/routes/report/compare";
import {
  createRecordingQueue,
  handIn,
  openAttempt,
  openReplied,
  saveWork,
  submit,
} from "../../support/attempts";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { box } from "../../support/elements";
import { ANSWERS } from "../../support/grading-fixture";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { gradeWith } from "../reviews/review-world";
import { handInDrill, pickOf } from "./drill-world";

const OTHER_PROBLEM = "code-completion";
const REWRITTEN =
  "We label 600 chats by hand and block a release on a drop of two points.\n\nEach new ranker runs against the old one on five percent of live traffic for a week.";
const WON = "We label 600 chats by hand and block a release on a drop of two points.";

let database: TestDatabase;
let pages: PageWorld;
let person: Viewer;

beforeAll(async () => {
  database = await createContentDatabase();
  pages = createPageWorld(database);
});
afterAll(async () => {
  await pages.close();
  await database.drop();
});
beforeEach(async () => {
  person = await createPerson(database.db);
});

type Loaded = Exclude<Awaited<ReturnType<typeof loader>>, { view: null }>;

/** What the page is given, or the status and place it answers with. */
async function open(viewer: Viewer, attemptId: string, otherId?: string) {
  const { token } = await createSession(database.db, viewer.id);
  const query = otherId === undefined ? "" : `?with=${encodeURIComponent(otherId)}`;
  const request = new Request(`http://localhost/attempts/${attemptId}/compare${query}`);
  const context = await pages.contextFor(token);
  return loader({ request, params: { attemptId }, context });
}

async function viewOf(viewer: Viewer, attemptId: string, otherId?: string) {
  const { view } = (await open(viewer, attemptId, otherId)) as Loaded;
  if (view === null) throw new Error("there is nothing to compare");
  return view;
}

async function statusOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "in";
  } catch (error) {
    if (!(error instanceof Response)) throw error;
    return error.headers.get("location") ?? String(error.status);
  }
}

/** A box with its name in it. */
function named(id: string, label: string, x: number): unknown[] {
  const text = { type: "text", text: label, originalText: label, containerId: id };
  return [
    box(id, { x, boundElements: [{ id: `${id}-text`, type: "text" }] }),
    box(`${id}-text`, { x: x + 20, y: 30, width: 100, height: 25, ...text, fontSize: 20 }),
  ];
}

/** An interview with two boxes, graded "not met" throughout and opened. */
async function handInBase() {
  const base = await handIn(database.db, createRecordingQueue(), person.id, {
    answers: ANSWERS,
    elements: [...named("kept", "Gateway", 0), ...named("gone", "Nightly job", 400)],
  });
  const rubric = await gradeWith(database.db, base.gradeId, "not_met");
  await recordOwnSight(database.db, { attemptId: base.attemptId, userId: person.id });
  return { ...base, rubric, criterion: pickOf(rubric, "evaluation") };
}

/** A retry of a section, the evaluation rewritten and with another box, handed in and not graded. */
async function retry(
  baseId: string,
  section: SectionId = "evaluation",
): Promise<{ attemptId: string; gradeId: string }> {
  const { attemptId } = await startRetry(database.db, {
    section,
    keep: "editable",
    attemptId: baseId,
    userId: person.id,
  });
  const who = { attemptId, userId: person.id };
  await saveWork(database.db, who, {
    answers: { evaluation: REWRITTEN },
    elements: [
      ...named("gone", "Nightly job", 400).map((element) => ({
        ...(element as object),
        isDeleted: true,
        version: 2,
      })),
      ...named("fresh", "Eval runner", 800),
    ],
  });
  const { gradeId } = await submit(database.db, createRecordingQueue(), who);
  return { attemptId, gradeId };
}

/** The same with one criterion met by the new words, its report opened. */
async function retryAndWin() {
  const base = await handInBase();
  const again = await retry(base.attemptId);
  const place = { start: 0, end: WON.length };
  const evidence: Evidence = { source: "text", section: "evaluation", quote: WON, ...place };
  await gradeWith(database.db, again.gradeId, "not_met", {
    [base.criterion.id]: { verdict: "met", evidence: [evidence] },
  });
  await recordOwnSight(database.db, { attemptId: again.attemptId, userId: person.id });
  return { base, again };
}

describe("comparing a retry with what it grew from", () => {
  it("tells the scores, the criterion that moved and the words that moved it", async () => {
    const { base, again } = await retryAndWin();
    const view = await viewOf(person, again.attemptId);
    expect([view.before.id, view.after.id]).toEqual([base.attemptId, again.attemptId]);
    expect(view.before.result).toEqual({ kind: "grade", total: 0 });
    expect(view.scores).toMatchObject({ unlike: null, isOtherJudge: false });
    const { result } = view.after;
    expect(result?.kind === "grade" && result.total).toBeGreaterThan(0);
    expect(view.scores?.difference).toBe(result?.kind === "grade" && Math.floor(result.total));
    expect(view.criteria).toMatchObject({ isEstimate: false, leftOut: [] });
    expect(view.criteria?.steadyCount).toBe(base.rubric.criteria.length - 1);
    expect(view.criteria?.moved).toMatchObject([
      { id: base.criterion.id, way: "won", edit: { kind: "text", section: "evaluation" } },
    ]);
    const edit = view.criteria?.moved[0]?.edit;
    const added = edit?.kind === "text" ? edit.runs.filter(({ kind }) => kind === "new") : [];
    expect(added.map(({ text }) => text).join("")).toContain("block a release on a drop of two");
  });

  it("tells the section's words and the drawing's parts, and that the rest is the same", async () => {
    const { again } = await retryAndWin();
    const { texts, drawing } = await viewOf(person, again.attemptId);
    expect(texts.filter(({ diff }) => diff.kind !== "same").map(({ section }) => section)).toEqual([
      "evaluation",
    ]);
    const { diff } = texts.find(({ section }) => section === "evaluation") ?? {};
    const same = diff?.kind === "changed" ? diff.runs.filter(({ kind }) => kind === "same") : [];
    expect(same.map(({ text }) => text).join("")).toContain("five percent of live traffic");
    expect(
      drawing.changes.map(({ kind, before, after }) => [kind, before?.name ?? after?.name]),
    ).toEqual([
      ["added", "Eval runner"],
      ["removed", "Nightly job"],
    ]);
    expect([drawing.before, drawing.after]).toEqual([true, true]);
  });

  it("is the same from the other end, the earlier first", async () => {
    const { base, again } = await retryAndWin();
    const view = await viewOf(person, base.attemptId, again.attemptId);
    expect([view.before.id, view.after.id]).toEqual([base.attemptId, again.attemptId]);
    // Without a name: the only other one.
    expect((await viewOf(person, base.attemptId)).after.id).toBe(again.attemptId);
  });

  it("takes a reviewer's verdict for the score, with the judge's beside it", async () => {
    const { base, again } = await retryAndWin();
    const reviewer = await createPerson(database.db, "reviewer");
    await setOverride(
      database.db,
      { attemptId: again.attemptId, reviewer },
      {
        gradeId: again.gradeId,
        criterionId: base.criterion.id,
        verdict: "not_met",
        reason: "Said of another product.",
        basedOn: null,
      },
    );
    const view = await viewOf(person, again.attemptId);
    expect(view.after.result).toEqual({ kind: "grade", total: 0 });
    expect(view.after.judged?.kind === "grade" && view.after.judged.total).toBeGreaterThan(0);
    expect(view.scores?.difference).toBe(0);
    expect(view.criteria?.moved).toEqual([]);
  });

  it("compares work that has no grade yet, and says so", async () => {
    const base = await handInBase();
    const again = await retry(base.attemptId);
    const view = await viewOf(person, again.attemptId);
    expect(view.after).toMatchObject({ gradeAt: "under_way", result: null });
    expect(view).toMatchObject({ scores: null, criteria: null });
    expect(view.drawing.changes).toHaveLength(2);
  });

  it("keeps a grade back that its candidate has not opened", async () => {
    const base = await handInBase();
    const again = await retry(base.attemptId);
    await gradeWith(database.db, again.gradeId, "met");
    const view = await viewOf(person, again.attemptId);
    expect(view.after).toMatchObject({ gradeAt: "unopened", result: null });
    expect(view.criteria).toBeNull();
    expect(view.sections.map(({ after }) => after)).toEqual(
      view.sections.map(() => ({ percent: null, ideas: null })),
    );
    // A look at this page is none at the grade.
    const sights = await database.db.select().from(reviewSights);
    expect(sights.map(({ attemptId }) => attemptId)).not.toContain(again.attemptId);
    // A reviewer sees it.
    const reviewer = await createPerson(database.db, "reviewer");
    expect((await viewOf(reviewer, again.attemptId)).after.gradeAt).toBe("shown");
  });

  it("says that an attempt is the only one on its problem", async () => {
    const base = await handInBase();
    expect(await open(person, base.attemptId)).toMatchObject({ view: null, others: [] });
  });
});

describe("follow-ups of two attempts", () => {
  const WON_REPLY = "Two people label forty of its answers every week.";
  const OTHER_REPLY = "We keep it as it is.";
  const QUESTION = "How do you know that it works?";

  /** An interview with one follow-up about evaluation; its reply carries the criterion, or none does. */
  async function interview(said: { reply: string; isDeclined?: boolean }, isWon: boolean) {
    const { db } = database;
    const one = { section: "evaluation" as const, question: QUESTION, ...said };
    const who = await openReplied(db, person.id, one);
    await saveWork(db, who, { answers: ANSWERS });
    const { gradeId } = await submit(db, createRecordingQueue(), who);
    const place = { start: 0, end: said.reply.length, quote: said.reply };
    const evidence: Evidence = { source: "interview", turn: 1, section: "evaluation", ...place };
    const [first] = (await gradedRubric(who.attemptId)).filter(
      ({ section }) => section === "evaluation",
    );
    if (!first) throw new Error("no criterion");
    const named = { [first.id]: { verdict: "met" as const, evidence: [evidence] } };
    await gradeWith(db, gradeId, "not_met", isWon ? named : {});
    await recordOwnSight(db, who);
    return { ...who, gradeId, criterion: first };
  }

  async function gradedRubric(attemptId: string) {
    const { rubric } = await getReport(database.db, { attemptId, viewer: person });
    return rubric.criteria;
  }

  it("are next to each other, with what each reply won, and name what moved the criterion", async () => {
    const before = await interview({ reply: OTHER_REPLY }, false);
    const after = await interview({ reply: WON_REPLY }, true);
    const view = await viewOf(person, after.attemptId);
    const common = { turn: 1, question: QUESTION, isDeclined: false, isCarried: false };
    const { id, text } = after.criterion;
    expect(view.followUps).toEqual([
      {
        section: "evaluation",
        title: "Evaluation",
        before: [{ ...common, reply: OTHER_REPLY, won: [] }],
        after: [
          { ...common, reply: WON_REPLY, won: [{ id, text, verdict: "met", isEstimate: false }] },
        ],
      },
    ]);
    expect(view.criteria?.moved).toMatchObject([
      {
        id,
        way: "won",
        edit: { kind: "none" },
        reply: { side: "after", section: "evaluation", question: QUESTION, quote: WON_REPLY },
      },
    ]);
    // From the other end it is the same pair.
    expect((await viewOf(person, before.attemptId, after.attemptId)).followUps).toEqual(
      view.followUps,
    );
  });

  it("say what a retry without the reply lost", async () => {
    const before = await interview({ reply: WON_REPLY }, true);
    const again = await retry(before.attemptId);
    await gradeWith(database.db, again.gradeId, "not_met");
    await recordOwnSight(database.db, { attemptId: again.attemptId, userId: person.id });
    const view = await viewOf(person, again.attemptId);
    expect(view.criteria?.moved).toMatchObject([
      { way: "lost", reply: { side: "before", quote: WON_REPLY } },
    ]);
    expect(view.followUps[0]?.after).toEqual([]);
  });

  it("are on both sides of a retry that carried the reply over, which moved nothing", async () => {
    const before = await interview({ reply: WON_REPLY }, true);
    const again = await retry(before.attemptId, "scenario");
    const place = { start: 0, end: WON_REPLY.length, quote: WON_REPLY };
    const evidence: Evidence = { source: "interview", turn: 1, section: "evaluation", ...place };
    await gradeWith(database.db, again.gradeId, "not_met", {
      [before.criterion.id]: { verdict: "met", evidence: [evidence] },
    });
    await recordOwnSight(database.db, { attemptId: again.attemptId, userId: person.id });
    const { criteria, followUps } = await viewOf(person, again.attemptId);
    expect(criteria?.moved).toEqual([]);
    const won = [{ id: before.criterion.id }];
    expect(followUps).toMatchObject([
      {
        before: [{ reply: WON_REPLY, isCarried: false, won }],
        after: [{ reply: WON_REPLY, isCarried: true, won }],
      },
    ]);
  });

  it("hold back a declined reply, and of a grade that wasn't opened what it won", async () => {
    await interview({ reply: "Never mind.", isDeclined: true }, false);
    const { db } = database;
    const who = await openReplied(db, person.id, { section: "evaluation", reply: WON_REPLY });
    await saveWork(db, who, { answers: ANSWERS });
    const { gradeId } = await submit(db, createRecordingQueue(), who);
    await gradeWith(db, gradeId, "met");
    const view = await viewOf(person, who.attemptId);
    expect(view.after.gradeAt).toBe("unopened");
    expect(view.followUps[0]?.before).toMatchObject([{ isDeclined: true, reply: "" }]);
    expect(view.followUps[0]?.after).toMatchObject([{ reply: WON_REPLY, won: [] }]);
    expect(JSON.stringify(view)).not.toContain("Never mind.");
  });
});

describe("two scores that aren't alike", () => {
  it("are not subtracted where one is an estimate, nor are the criteria compared", async () => {
    const { base, again } = await retryAndWin();
    await makeEstimate(base.gradeId);
    const view = await viewOf(person, again.attemptId);
    expect(view.before.result).toEqual({ kind: "estimate", low: 0, high: 10 });
    expect(view.after.result?.kind).toBe("grade");
    expect(view.scores).toMatchObject({ unlike: "kinds", difference: null });
    expect(view.criteria).toBeNull();
    // What was edited is told all the same.
    expect(view.drawing.changes).toHaveLength(2);
  });

  it("are ranges where both are estimates, with the ideas compared", async () => {
    const { base, again } = await retryAndWin();
    await makeEstimate(base.gradeId);
    await makeEstimate(again.gradeId);
    const view = await viewOf(person, again.attemptId);
    expect(view.scores).toMatchObject({ unlike: "estimates", difference: null });
    expect(view.criteria).toMatchObject({ isEstimate: true });
    expect(view.criteria?.moved.map(({ id }) => id)).toEqual([base.criterion.id]);
    expect(JSON.stringify(view)).not.toContain('"percent":0');
  });

  it("are not subtracted where another interviewer weighs them", async () => {
    await handInBase();
    const attemptId = await openAttempt(database.db, person.id, { lens: "startup" });
    const who = { attemptId, userId: person.id };
    await saveWork(database.db, who, { answers: ANSWERS });
    const { gradeId } = await submit(database.db, createRecordingQueue(), who);
    await gradeWith(database.db, gradeId, "met");
    await recordOwnSight(database.db, who);
    const view = await viewOf(person, attemptId);
    expect(view.scores).toMatchObject({ unlike: "lenses", difference: null });
    expect(view.criteria?.moved.every(({ edit }) => edit.kind === "none")).toBe(true);
  });
});

async function makeEstimate(gradeId: string): Promise<void> {
  await database.db
    .update(grades)
    .set({ summary: sql`jsonb_set(${grades.summary}, '{judge,isEstimate}', 'true')` })
    .where(eq(grades.id, gradeId));
}

describe("what can't be compared", () => {
  it("is another's attempt, in the path or in the field", async () => {
    const { base, again } = await retryAndWin();
    const stranger = await createPerson(database.db);
    const theirs = await handIn(database.db, createRecordingQueue(), stranger.id, {
      answers: ANSWERS,
    });
    expect(await statusOf(open(stranger, again.attemptId))).toBe("404");
    expect(await statusOf(open(stranger, theirs.attemptId, again.attemptId))).toBe("404");
    expect(await statusOf(open(person, base.attemptId, theirs.attemptId))).toBe("404");
    const reviewer = await createPerson(database.db, "reviewer");
    expect(await statusOf(open(reviewer, base.attemptId, again.attemptId))).toBe("in");
    expect(await statusOf(open(reviewer, base.attemptId, theirs.attemptId))).toBe("404");
  });

  it("is itself, a drill, one that is open, and what is no attempt", async () => {
    const base = await handInBase();
    expect(await statusOf(open(person, base.attemptId, base.attemptId))).toBe("400");
    const drill = await handInDrill(database.db, person.id);
    expect(await statusOf(open(person, base.attemptId, drill.attemptId))).toBe("400");
    expect(await statusOf(open(person, drill.attemptId))).toBe("400");
    const running = await openAttempt(database.db, person.id);
    expect(await statusOf(open(person, base.attemptId, running))).toBe("409");
    for (const id of ["", "' or true --", "x".repeat(5_000)]) {
      expect(await statusOf(open(person, base.attemptId, id)), id.slice(0, 20)).toBe("404");
    }
  });

  it("is an attempt on another problem", async () => {
    const base = await handInBase();
    const { attemptId } = await startAttempt(database.db, {
      level: "senior",
      lens: "product",
      brief: "case",
      minutes: 45,
      isPractice: false,
      hasCurveball: false,
      userId: person.id,
      slug: OTHER_PROBLEM,
    });
    await submit(database.db, createRecordingQueue(), { attemptId, userId: person.id });
    expect(await statusOf(open(person, base.attemptId, attemptId))).toBe("400");
    expect(await open(person, attemptId)).toMatchObject({ view: null });
  });

  it("leads a reviewer who rates one of them blindly to the review", async () => {
    const { base, again } = await retryAndWin();
    const reviewer = await createPerson(database.db, "reviewer");
    await startRating(database.db, { attemptId: base.attemptId, reviewer });
    expect(await statusOf(open(reviewer, again.attemptId))).toBe(`/review/${base.attemptId}`);
  });
});

describe("long texts", () => {
  it("are shown both where too much changed, and answered all the same", async () => {
    const many = (word: string) => `${word} sentence. `.repeat(3_000).slice(0, 49_000);
    const texts = (word: string) =>
      Object.fromEntries(
        Object.keys(ANSWERS).map((section) => [
          section,
          many(word)
            .replace(/ /g, (_, at: number) => (at % 7 === 0 ? `${at} ` : " "))
            .slice(0, 49_000),
        ]),
      );
    const first = await handIn(database.db, createRecordingQueue(), person.id, {
      answers: texts("First"),
    });
    const second = await handIn(database.db, createRecordingQueue(), person.id, {
      answers: texts("Other"),
    });
    const view = await viewOf(person, second.attemptId, first.attemptId);
    expect(view.texts.map(({ diff }) => diff.kind)).toEqual(view.texts.map(() => "too_large"));
    expect(view.texts[0]?.whole?.before).toMatch(/^First/);
    expect(view.texts[0]?.whole?.after).toMatch(/^Other/);
  });
});
