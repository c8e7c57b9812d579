import { randomUUID } from "node:crypto";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { auditLog } from "#server/db/tables/audit";
import { attempts } from "#server/db/tables/attempts";
import { overrides, ratingMarks, ratings } from "#server/db/tables/reviews";
import { isAppError } from "#server/errors";
import { saveRatingMark } from "#server/reviews/save-rating-mark";
import { startRating } from "#server/reviews/start-rating";
import { submitRating } from "#server/reviews/submit-rating";
import { action, loader } from "~/routes/review/rating";
import { loader as listLoader } from "~/routes/review/ratings";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld, postForm } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { IDS, JUDGE_SAYS, createContent, createGraded, toMarks } from "./agreement-world";
import type { Content } from "./agreement-world";

let database: TestDatabase;
let world: PageWorld;
let content: Content;
let rater: Viewer;

beforeAll(async () => {
  database = await createTestDatabase();
  world = createPageWorld(database);
  content = await createContent(database.db);
  rater = await createPerson(database.db, "reviewer");
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

async function contextOf(person: Viewer | null) {
  const token = person && (await createSession(database.db, person.id)).token;
  return world.contextFor(token);
}

async function open(person: Viewer | null, attemptId: string) {
  const request = new Request(`http://localhost/review/ratings/${attemptId}`);
  return loader({ request, params: { attemptId }, context: await contextOf(person) });
}

async function send(person: Viewer | null, attemptId: string, fields: Record<string, string>) {
  const request = postForm(`/review/ratings/${attemptId}`, fields);
  return action({ request, params: { attemptId }, context: await contextOf(person) });
}

async function list(person: Viewer | null) {
  const request = new Request("http://localhost/review/ratings");
  return listLoader({ request, params: {}, context: await contextOf(person) });
}

function statusOf(answer: Promise<unknown>): Promise<number> {
  return answer.then(
    (reply) => {
      if (reply instanceof Response) return reply.status;
      const init = (reply as { init?: ResponseInit | null }).init;
      return init?.status ?? 200;
    },
    (error: unknown) => {
      if (error instanceof Response) return error.status;
      if (isAppError(error)) return error.status;
      throw error;
    },
  );
}

/** Begins and marks every criterion. */
async function rate(person: Viewer, attemptId: string, letters: string): Promise<void> {
  await startRating(database.db, { attemptId, reviewer: person });
  for (const [criterionId, verdict] of Object.entries(toMarks(letters))) {
    await saveRatingMark(database.db, { attemptId, reviewer: person }, { criterionId, verdict });
  }
}

describe("a blind rating", () => {
  it("holds nothing of the judge's until it is finished, then both", async () => {
    const { attemptId } = await createGraded(database.db, content, "mpnmm", { model: "secret-7b" });
    for (const prepare of [
      () => Promise.resolve(),
      () => send(rater, attemptId, { intent: "start" }),
      () => rate(rater, attemptId, "mnpnm".replace("p", "m")),
    ]) {
      await prepare();
      const page = await open(rater, attemptId);
      expect(page.rating.judge).toBeNull();
      const sent = JSON.stringify(page);
      // Its words, its name, its total, and any verdict but the rater's own.
      for (const trace of [JUDGE_SAYS, "secret-7b", "reasoning", "confidence", "evidence", "total"])
        expect(sent).not.toContain(trace);
      expect(JSON.stringify({ ...page, rating: { ...page.rating, marks: {} } })).not.toContain(
        '"met"',
      );
    }
    await send(rater, attemptId, { intent: "finish" });
    const { rating } = await open(rater, attemptId);
    expect(rating.marks).toEqual(toMarks("mnmnm"));
    expect(rating.judge).toMatchObject({
      model: "secret-7b",
      result: { kind: "grade", total: 70 },
      personTotal: 60,
    });
    expect(rating.judge?.verdicts["beta"]).toEqual({ verdict: "partial", reasoning: JUDGE_SAYS });
  });

  it("keeps each mark as it is made, the last one on a criterion", async () => {
    const { attemptId } = await createGraded(database.db, content, "mmmmm");
    await send(rater, attemptId, { intent: "start" });
    const mark = { intent: "mark", criterionId: "alpha" };
    await send(rater, attemptId, { ...mark, verdict: "met" });
    await send(rater, attemptId, { ...mark, verdict: "partial" });
    await send(rater, attemptId, { intent: "start" });
    expect((await open(rater, attemptId)).rating.marks).toEqual({ alpha: "partial" });
  });

  it("takes partly only where the rubric says what half is", async () => {
    const { attemptId } = await createGraded(database.db, content, "mmmmm");
    await startRating(database.db, { attemptId, reviewer: rater });
    const mark = { intent: "mark", verdict: "partial" };
    expect(await statusOf(send(rater, attemptId, { ...mark, criterionId: "beta" }))).toBe(200);
    for (const criterionId of ["gamma", "nonesuch", ""]) {
      expect(await statusOf(send(rater, attemptId, { ...mark, criterionId }))).toBe(400);
    }
    const unknown = { intent: "mark", criterionId: "beta", verdict: "cannot_assess" };
    expect(await statusOf(send(rater, attemptId, unknown))).toBe(400);
  });

  it("ends only when every criterion has a mark, and then for good", async () => {
    const { attemptId } = await createGraded(database.db, content, "mmmmm");
    await startRating(database.db, { attemptId, reviewer: rater });
    for (const criterionId of IDS.slice(1)) {
      await send(rater, attemptId, { intent: "mark", criterionId, verdict: "met" });
    }
    const refused = await send(rater, attemptId, { intent: "finish" });
    expect(refused).toMatchObject({
      init: { status: 409 },
      data: { error: expect.stringContaining("1 criterion has no mark") as string },
    });
    await send(rater, attemptId, { intent: "mark", criterionId: "alpha", verdict: "met" });
    expect(await statusOf(send(rater, attemptId, { intent: "finish" }))).toBe(302);
    const late = { intent: "mark", criterionId: "alpha", verdict: "not_met" };
    expect(await statusOf(send(rater, attemptId, late))).toBe(409);
    expect(await statusOf(send(rater, attemptId, { intent: "finish" }))).toBe(409);
    expect((await open(rater, attemptId)).rating.marks).toEqual(toMarks("mmmmm"));
    const log = await database.db
      .select({ action: auditLog.action })
      .from(auditLog)
      .where(eq(auditLog.subjectId, attemptId));
    expect(log.map((entry) => entry.action).sort()).toEqual(["rating.finish", "rating.start"]);
  });

  it("stands up to two begins, and to marks that race with the end", async () => {
    const { attemptId } = await createGraded(database.db, content, "mmmmm");
    const who = { attemptId, reviewer: rater };
    await Promise.all([1, 2, 3].map(() => startRating(database.db, who)));
    await rate(rater, attemptId, "mmmmm");
    const [ended, ...marked] = await Promise.allSettled([
      submitRating(database.db, who),
      ...IDS.map((criterionId) =>
        saveRatingMark(database.db, who, { criterionId, verdict: "not_met" }),
      ),
    ]);
    expect(ended.status).toBe("fulfilled");
    const rows = await database.db
      .select({ id: ratingMarks.criterionId, verdict: ratingMarks.verdict })
      .from(ratingMarks)
      .innerJoin(ratings, eq(ratings.id, ratingMarks.ratingId))
      .where(eq(ratings.attemptId, attemptId));
    // What was acknowledged is there, what was refused is not.
    for (const [i, id] of IDS.entries()) {
      const verdict = marked[i]?.status === "fulfilled" ? "not_met" : "met";
      expect(rows.find((row) => row.id === id)?.verdict).toBe(verdict);
    }
  });

  it("is refused to who has worked on the review, even halfway", async () => {
    const { attemptId, gradeId } = await createGraded(database.db, content, "mmmmm");
    await startRating(database.db, { attemptId, reviewer: rater });
    await database.db
      .insert(overrides)
      .values({
        attemptId,
        gradeId,
        criterionId: "alpha",
        verdict: "not_met",
        reason: "Not there.",
        reviewerId: rater.id,
        withdrawnAt: new Date(),
      });
    expect(await statusOf(open(rater, attemptId))).toBe(409);
    const mark = { intent: "mark", criterionId: "alpha", verdict: "met" };
    expect(await statusOf(send(rater, attemptId, mark))).toBe(409);
    expect(await statusOf(send(rater, attemptId, { intent: "finish" }))).toBe(409);
    const other = await createPerson(database.db, "reviewer");
    expect(await statusOf(send(other, attemptId, { intent: "start" }))).toBe(302);
  });

  it("needs a grade, and an attempt", async () => {
    const { attemptId } = await createGraded(database.db, content, "mmmmm");
    await database.sql`update grades set status = 'queued', total = null, summary = null,
      finished_at = null where attempt_id = ${attemptId}`;
    expect(await statusOf(send(rater, attemptId, { intent: "start" }))).toBe(409);
    expect(await statusOf(open(rater, randomUUID()))).toBe(404);
    expect(await statusOf(open(rater, "nonsense"))).toBe(404);
  });
});

describe("the list of ratings", () => {
  it("offers what others wrote and this person hasn't rated or reviewed", async () => {
    const reviewer = await createPerson(database.db, "reviewer");
    const other = await createPerson(database.db, "reviewer");
    const db = database.db;
    const own = await createGraded(db, content, "mmmmm", { candidate: reviewer });
    const begun = await createGraded(db, content, "mmmmm");
    const done = await createGraded(db, content, "mmmmm");
    const second = await createGraded(db, content, "mmmmm");
    const fresh = await createGraded(db, content, "mmmmm");
    await startRating(db, { attemptId: begun.attemptId, reviewer });
    await rate(reviewer, done.attemptId, "mmnnm");
    await submitRating(db, { attemptId: done.attemptId, reviewer });
    await rate(other, second.attemptId, "mmmmm");
    await submitRating(db, { attemptId: second.attemptId, reviewer: other });
    const page = await list(reviewer);
    expect(page.open.map((card) => card.attemptId)).toEqual([begun.attemptId]);
    expect(page.open[0]).toMatchObject({ marked: 0, of: 5, title: "Find lost parcels" });
    expect(page.finished.map((card) => card.attemptId)).toEqual([done.attemptId]);
    const waiting = page.waiting.map((card) => card.attemptId);
    const seconds = page.waiting.map((card) => card.others === 1);
    expect(seconds.lastIndexOf(true)).toBeLessThan(seconds.indexOf(false));
    expect(seconds[waiting.indexOf(second.attemptId)]).toBe(true);
    expect(waiting).toContain(fresh.attemptId);
    for (const id of [own, begun, done]) expect(waiting).not.toContain(id.attemptId);
    expect(page.waitingCount).toBe(waiting.length);
    const people = await db.select({ id: attempts.userId }).from(attempts);
    for (const { id } of people) expect(JSON.stringify(page)).not.toContain(id);
  });
});

describe("rights", () => {
  it.each([
    ["nobody", null, 302],
    ["a candidate", "candidate", 403],
    ["a reviewer", "reviewer", 200],
    ["an admin", "admin", 200],
  ] as const)("%s", async (_, role, status) => {
    const { attemptId } = await createGraded(database.db, content, "mmmmm");
    const person = role && (await createPerson(database.db, role));
    expect(await statusOf(list(person))).toBe(status);
    expect(await statusOf(open(person, attemptId))).toBe(status);
    const begun = await statusOf(send(person, attemptId, { intent: "start" }));
    expect(begun).toBe(status === 200 ? 302 : status);
  });

  it("keeps people from their own attempt, reviewers and admins too", async () => {
    for (const role of ["reviewer", "admin"] as const) {
      const candidate = await createPerson(database.db, role);
      const { attemptId } = await createGraded(database.db, content, "mmmmm", { candidate });
      expect(await statusOf(open(candidate, attemptId))).toBe(403);
      expect(await statusOf(send(candidate, attemptId, { intent: "start" }))).toBe(403);
    }
  });

  it("asks the operations too, whatever the route does", async () => {
    const { attemptId } = await createGraded(database.db, content, "mmmmm");
    const candidate = await createPerson(database.db);
    expect(await statusOf(startRating(database.db, { attemptId, reviewer: candidate }))).toBe(403);
  });
});
