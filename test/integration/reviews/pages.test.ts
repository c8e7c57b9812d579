import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { getReview } from "#server/reviews/get-review";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { submitAppeal } from "#server/reviews/submit-appeal";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { action as appealAction, loader as appealLoader } from "~/routes/report/appeal";
import { loader as reportLoader } from "~/routes/report/report";
import { loader as queueLoader } from "~/routes/review/queue";
import { action as reviewAction, loader as reviewLoader } from "~/routes/review/review";
import { createRecordingQueue, openReplied, submit } from "../../support/attempts";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { gradeWith, handInWork } from "./review-world";

let database: TestDatabase;
let world: PageWorld;
let candidate: Viewer;
let ada: Viewer;
let attemptId: string;
let gradeId: string;
let rubric: Rubric;

beforeAll(async () => {
  database = await createContentDatabase();
  world = createPageWorld(database);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  candidate = await createPerson(database.db);
  ada = await createPerson(database.db, "reviewer");
  ({ attemptId, gradeId } = await handInWork(database.db, candidate.id));
  rubric = await gradeWith(database.db, gradeId, "not_met");
  await recordOwnSight(database.db, { attemptId, userId: candidate.id });
});

async function argsFor(viewer: Viewer | null, request: Request, id = attemptId) {
  const token = viewer && (await createSession(database.db, viewer.id)).token;
  return { request, params: { attemptId: id }, context: await world.contextFor(token) };
}

function get(path: string): Request {
  return new Request(`http://localhost${path}`);
}

/** 200 for an answer, else the status of the response that was thrown. */
async function statusOf(work: Promise<unknown>): Promise<number> {
  const thrown: unknown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  if (thrown === null) return 200;
  if (thrown instanceof Response) return thrown.status;
  throw new Error("neither an answer nor a response", { cause: thrown });
}

const first = () => rubric.criteria[0]?.id ?? "";

/** What the review page's action answers to a form. */
async function send(viewer: Viewer, fields: Record<string, string>) {
  const answer = await reviewAction(
    await argsFor(viewer, postForm(`/review/${attemptId}`, fields)),
  );
  return { status: answer.init?.status ?? 200, ...answer.data };
}

describe("who may come in", () => {
  it("lets reviewers into the queue and nobody else", async () => {
    const open = async (viewer: Viewer | null) =>
      statusOf(queueLoader(await argsFor(viewer, get("/review"))));
    expect(await open(ada)).toBe(200);
    expect(await open(candidate)).toBe(403);
    expect(await open(null)).toBe(302);
  });

  it("lets reviewers onto a review, but not on their own attempt", async () => {
    const open = async (viewer: Viewer | null, id = attemptId) =>
      statusOf(reviewLoader(await argsFor(viewer, get(`/review/${id}`), id)));
    const own = await handInWork(database.db, ada.id);
    expect(await open(ada)).toBe(200);
    expect(await open(ada, own.attemptId)).toBe(403);
    expect(await open(candidate)).toBe(403);
    expect(await open(null)).toBe(302);
    expect(await open(ada, "no-id")).toBe(404);
  });

  it("lets the candidate appeal and nobody else", async () => {
    const path = `/attempts/${attemptId}/appeal?criterion=${first()}`;
    const open = async (viewer: Viewer | null, at = path) =>
      statusOf(appealLoader(await argsFor(viewer, get(at))));
    expect(await open(candidate)).toBe(200);
    expect(await open(candidate, `/attempts/${attemptId}/appeal?criterion=none`)).toBe(404);
    expect(await open(ada)).toBe(403);
    expect(await open(await createPerson(database.db))).toBe(404);
    expect(await open(null)).toBe(302);
  });
});

describe("the forms", () => {
  it("want a verdict and a reason", async () => {
    const answer = await send(ada, {
      intent: "override",
      gradeId,
      criterionId: first(),
      reason: " ",
    });
    expect(answer).toMatchObject({ status: 400, isDone: false });
    expect(Object.keys(answer.fieldErrors).sort()).toEqual(["reason", "verdict"]);
    await expect(send(ada, { intent: "no-such" })).rejects.toMatchObject({ status: 404 });
  });

  it("tell a reviewer who was slower what stands", async () => {
    const fields = { intent: "override", gradeId, criterionId: first(), basedOn: "" };
    expect(await send(ada, { ...fields, verdict: "met", reason: "It is there." })).toMatchObject({
      status: 200,
      isDone: true,
    });
    const bert = await createPerson(database.db, "reviewer");
    const late = await send(bert, { ...fields, verdict: "partial", reason: "Half." });
    expect(late).toMatchObject({ status: 409, isDone: false });
    expect(late.message).toContain("It is there.");
  });
});

describe("a verdict that the rubric doesn't have", () => {
  it("is told at its field, for an override and for an appeal that is granted", async () => {
    const whole = rubric.criteria.find(({ partial }) => partial === undefined)?.id ?? "";
    const half = { verdict: "partial", basedOn: "" };
    const refused = {
      status: 400,
      isDone: false,
      message: null,
      fieldErrors: { verdict: [expect.stringContaining("can’t be partly met") as string] },
    };
    const override = { intent: "override", gradeId, criterionId: whole, reason: "Half of it." };
    expect(await send(ada, { ...override, ...half })).toEqual(refused);
    const appealId = await submitAppeal(
      database.db,
      { attemptId, userId: candidate.id },
      {
        gradeId,
        criterionId: whole,
        note: "",
        place: { kind: "text", section: "scenario", start: 0, end: 20 },
      },
    );
    const settle = { intent: "settle", appealId, outcome: "granted", words: "Half of it." };
    expect(await send(ada, { ...settle, ...half })).toEqual(refused);
    expect(await send(ada, { ...settle, verdict: "met", basedOn: "" })).toMatchObject({
      isDone: true,
    });
  });
});

describe("a whole appeal", () => {
  it("points at a reply by the form that the page shows, and the reviewer reads it there", async () => {
    const who = await openReplied(database.db, candidate.id, {
      reply: "Beyond two seconds a person takes over. They see the chat.",
    });
    const handedIn = await submit(database.db, createRecordingQueue(), who);
    await gradeWith(database.db, handedIn.gradeId, "not_met");
    await recordOwnSight(database.db, who);
    const path = `/attempts/${who.attemptId}/appeal?criterion=${first()}`;
    const args = (request: Request) => argsFor(candidate, request, who.attemptId);
    const { sections } = await appealLoader(await args(get(path)));
    const said = sections.flatMap(({ replies }) => replies);
    expect(said.map(({ turn, sentences }) => [turn, sentences.map(({ text }) => text)])).toEqual([
      [1, ["Beyond two seconds a person takes over.", "They see the chat."]],
    ]);
    const sentence = said[0]?.sentences[1]?.value ?? "";
    const fields = { gradeId: handedIn.gradeId, note: "", where: "text" };
    const post = async (value: string) =>
      appealAction(await args(postForm(path, { ...fields, sentence: value })));
    for (const wrong of ["reply_2:0:9", "reply_1:0:900", "reply_0:0:9", "reply_9:0:9"])
      expect(await post(wrong), wrong).toMatchObject({ init: { status: 400 } });
    expect(await post(sentence)).toMatchObject({ status: 302 });
    const page = await reviewLoader(
      await argsFor(ada, get(`/review/${who.attemptId}`), who.attemptId),
    );
    if (page.isRating) throw new Error("nobody rates here");
    const [place] = page.review.appeals.map((appeal) => appeal.place);
    if (place?.kind !== "reply") throw new Error("the appeal points elsewhere");
    expect(page.interview[0]?.reply.slice(place.start, place.end)).toBe("They see the chat.");
  });

  it("goes from the report to the review and back", async () => {
    const readReport = async () =>
      reportLoader(await argsFor(candidate, get(`/attempts/${attemptId}/report`)));
    const noteOf = async () => {
      const { graded } = await readReport();
      return graded?.sections
        .flatMap(({ besideText, below }) => [...besideText, ...below])
        .find(({ id }) => id === first());
    };
    const path = `/attempts/${attemptId}/appeal?criterion=${first()}`;
    expect((await noteOf())?.review?.appealTo).toBe(path);

    const { sections } = await appealLoader(await argsFor(candidate, get(path)));
    const sentence = sections[0]?.sentences[0];
    expect(sentence).toEqual({
      value: "scenario:0:45",
      text: "The desk takes 40 questions a second at noon.",
    });
    const post = async (fields: Record<string, string>) =>
      appealAction(await argsFor(candidate, postForm(path, { gradeId, note: "", ...fields })));
    expect(await post({ where: "text" })).toMatchObject({ init: { status: 400 } });
    const sent = await post({ where: "text", sentence: sentence?.value ?? "" });
    expect(sent).toMatchObject({ status: 302 });
    expect((await noteOf())?.review).toMatchObject({
      appealTo: null,
      appeals: [{ settled: null }],
    });

    const [appeal] = (await getReview(database.db, { attemptId, viewer: ada })).appeals;
    const settled = await send(ada, {
      intent: "settle",
      appealId: appeal?.id ?? "",
      outcome: "granted",
      verdict: "met",
      words: "Right.",
      basedOn: "",
    });
    expect(settled).toMatchObject({ isDone: true, message: null });
    const page = await reviewLoader(await argsFor(ada, get(`/review/${attemptId}`)));
    if (page.isRating) throw new Error("nobody rates here");
    const { seen } = page;
    expect(await send(ada, { intent: "sign", gradeId, seen })).toMatchObject({ isDone: true });

    expect(await noteOf()).toMatchObject({
      verdict: "not_met",
      review: {
        given: { verdict: "met", reason: "Right.", by: ada.name },
        appeals: [{ settled: { outcome: "granted", words: "Right." } }],
      },
    });
    const { review, graded } = await readReport();
    expect(review).toMatchObject({ signed: { by: ada.name }, verdicts: 1 });
    const { outcome } = graded?.grade ?? {};
    const stands = review?.stands?.result;
    if (outcome?.kind !== "grade" || stands?.kind !== "grade") throw new Error("no grade");
    expect(stands.total).toBeGreaterThan(outcome.total);
  });
});
