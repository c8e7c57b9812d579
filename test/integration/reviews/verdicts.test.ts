import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { listAttempts } from "#server/attempts/list-attempts";
import { auditLog } from "#server/db/tables/audit";
import { grades } from "#server/db/tables/grades";
import { overrides } from "#server/db/tables/reviews";
import { getReport } from "#server/grades/get-report";
import { assignReview } from "#server/reviews/assign-review";
import { createComment } from "#server/reviews/create-comment";
import { deleteComment } from "#server/reviews/delete-comment";
import { getReview } from "#server/reviews/get-review";
import { requestRegrade } from "#server/reviews/request-regrade";
import { toSeen } from "#domain/reviews/review.schema";
import type { PersonVerdict } from "#domain/reviews/review.schema";
import { setOverride } from "#server/reviews/set-override";
import { signReview } from "#server/reviews/sign-review";
import { unsignReview } from "#server/reviews/unsign-review";
import { withdrawOverride } from "#server/reviews/withdraw-override";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { weightOf } from "#domain/rubrics/rubric.schema";
import { createRecordingQueue } from "../../support/attempts";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPerson } from "../../support/people";
import { codeOf, gradeWith, handInWork, wordsOf } from "./review-world";

let database: TestDatabase;
let candidate: Viewer;
let ada: Viewer;
let bert: Viewer;
let attemptId: string;
let gradeId: string;
let rubric: Rubric;

beforeAll(async () => {
  database = await createContentDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  const { db } = database;
  candidate = await createPerson(db);
  ada = await createPerson(db, "reviewer");
  bert = await createPerson(db, "admin");
  ({ attemptId, gradeId } = await handInWork(db, candidate.id));
  rubric = await gradeWith(db, gradeId, "met", { [idAt(0)]: { verdict: "not_met" } });
});

/** The n-th criterion's id; before anything is graded the first is known by name only. */
function idAt(index: number): string {
  return rubric?.criteria[index]?.id ?? FIRST_ID;
}
const FIRST_ID = "user-outcome";

/** Points of 100 to one decimal. */
const inPoints = (earned: number, of: number) => Math.round((1000 * earned) / of) / 10;
const at = (reviewer: Viewer) => ({ attemptId, reviewer });
const see = (viewer: Viewer = ada) => getReview(database.db, { attemptId, viewer });
const noError = (error: unknown) => {
  throw error;
};

function decide(
  reviewer: Viewer,
  criterionId: string,
  verdict: PersonVerdict,
  basedOn: string | null = null,
) {
  const reason = `${verdict}, says ${reviewer.role}`;
  return setOverride(database.db, at(reviewer), { gradeId, criterionId, verdict, reason, basedOn });
}

function regrade(reviewer: Viewer = ada) {
  return requestRegrade(database.db, createRecordingQueue(), at(reviewer), noError);
}

describe("a person's verdict", () => {
  it("stands beside the judge's and moves the total as a hand would", async () => {
    const criterionId = idAt(1);
    await decide(ada, criterionId, "partial");
    const weights = rubric.criteria.map((one) => weightOf(one, "product"));
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    // The first is not met, so none of its weight; now half of the second's is gone too.
    const earned = all - (weights[0] ?? 0) - (weights[1] ?? 0) / 2;
    const report = await getReport(database.db, { attemptId, viewer: candidate });
    const review = await see();
    expect(report.grade?.criteria.find(({ id }) => id === criterionId)?.verdict).toBe("met");
    expect(review.verdicts).toMatchObject([{ criterionId, verdict: "partial", by: ada.name }]);
    expect(report.grade?.total).toBe(inPoints(all - (weights[0] ?? 0), all));
    expect(review.stands?.total).toBe(inPoints(earned, all));
  });

  it("is replaced by a later one, and the older is kept", async () => {
    const first = await decide(ada, idAt(1), "partial");
    await decide(bert, idAt(1), "not_met", first);
    const review = await see();
    expect(review.verdicts).toMatchObject([{ verdict: "not_met", by: bert.name }]);
    expect(review.withdrawn).toMatchObject([{ id: first, verdict: "partial" }]);
  });

  it("is one of two when two decide at once; the other hears what stands", async () => {
    const outcomes = await Promise.all([
      wordsOf(decide(ada, idAt(1), "partial")),
      wordsOf(decide(bert, idAt(1), "not_met")),
    ]);
    const [winner] = (await see()).verdicts;
    expect(outcomes.filter((words) => words === "")).toHaveLength(1);
    const refusal = outcomes.find((words) => words !== "");
    expect(refusal).toContain(winner?.by);
    expect(refusal).toContain(winner?.reason);
    const rows = await database.db
      .select()
      .from(overrides)
      .where(eq(overrides.attemptId, attemptId));
    expect(rows).toHaveLength(1);
  });

  it("can be taken back, by its id only", async () => {
    const first = await decide(ada, idAt(1), "partial");
    const second = await decide(ada, idAt(1), "not_met", first);
    const take = (overrideId: string) =>
      codeOf(withdrawOverride(database.db, at(bert), { overrideId }));
    expect(await take(first)).toBe("conflict");
    expect(await take(second)).toBe("done");
    expect((await see()).verdicts).toEqual([]);
  });

  it("is written down in the audit log", async () => {
    await decide(ada, idAt(1), "partial");
    const rows = await database.db
      .select({ action: auditLog.action, detail: auditLog.detail })
      .from(auditLog)
      .where(eq(auditLog.actorId, ada.id));
    expect(rows).toMatchObject([
      { action: "review.override", detail: { criterionId: idAt(1), verdict: "partial" } },
    ]);
  });

  it("is partly only where the rubric says what half is", async () => {
    const whole = rubric.criteria.find(({ partial }) => partial === undefined);
    const half = rubric.criteria.find(({ partial }) => partial !== undefined);
    if (!whole || !half) throw new Error("the rubric has only one kind of criterion");
    expect(await wordsOf(decide(ada, whole.id, "partial"))).toContain("can’t be partly met");
    expect(await codeOf(decide(ada, whole.id, "partial"))).toBe("bad_request");
    expect((await see()).verdicts).toEqual([]);
    await decide(ada, half.id, "partial");
    expect((await see()).verdicts).toMatchObject([{ criterionId: half.id, verdict: "partial" }]);
  });

  it("needs a criterion of that grade", async () => {
    expect(await codeOf(decide(ada, "no-such-criterion", "met"))).toBe("not_found");
  });
});

describe("a re-grade", () => {
  it("is a new version in thorough mode, asked for by the reviewer", async () => {
    const jobs = createRecordingQueue();
    const id = await requestRegrade(database.db, jobs, at(ada), noError);
    expect(jobs.gradeIds).toEqual([id]);
    const [row] = await database.db.select().from(grades).where(eq(grades.id, id));
    expect(row).toMatchObject({ version: 2, mode: "thorough", requestedBy: ada.id });
  });

  it("is one of two when two ask at once", async () => {
    const codes = await Promise.all([codeOf(regrade(ada)), codeOf(regrade(bert))]);
    expect(codes.sort()).toEqual(["conflict", "done"]);
  });

  it("leaves the old grade to be read while it runs, and when it fails", async () => {
    const next = await regrade();
    const during = await getReport(database.db, { attemptId, viewer: candidate });
    expect(during).toMatchObject({ state: { version: 1 }, newer: { version: 2 } });
    expect(during.grade?.mode).toBe("standard");
    await database.db.update(grades).set({ status: "needs_attention" }).where(eq(grades.id, next));
    expect((await getReport(database.db, { attemptId, viewer: candidate })).grade).not.toBeNull();
    const listed = (await listAttempts(database.db, candidate.id)).find(
      ({ id }) => id === attemptId,
    );
    expect(listed).toMatchObject({
      gradeStatus: "graded",
      result: { kind: "grade", total: during.grade?.total },
    });
  });

  it("keeps the verdict that a person gave while it ran, beside the new ones", async () => {
    const next = await regrade();
    await Promise.all([gradeWith(database.db, next, "not_met"), decide(ada, idAt(1), "met")]);
    const report = await getReport(database.db, { attemptId, viewer: ada });
    expect(report.state.version).toBe(2);
    expect(report.grade?.total).toBe(0);
    const review = await see();
    expect(review.verdicts).toMatchObject([{ criterionId: idAt(1), verdict: "met" }]);
    expect(review.gradeId).toBe(next);
    expect(review.stands?.uncappedTotal).toBeGreaterThan(0);
  });
});

describe("a sign-off", () => {
  const sign = (reviewer: Viewer, seen: string[] = [], signed = gradeId) =>
    codeOf(signReview(database.db, at(reviewer), { gradeId: signed, seen: toSeen(seen) }));

  it("names the grade, and is taken back", async () => {
    expect(await sign(ada)).toBe("done");
    expect((await see()).signed).toMatchObject({ gradeId, by: ada.name, isCurrent: true });
    await unsignReview(database.db, at(bert));
    expect((await see()).signed).toBeNull();
  });

  it("is refused while a re-grade runs, and on the grade before it", async () => {
    const next = await regrade();
    expect(await sign(ada)).toBe("conflict");
    await gradeWith(database.db, next, "met");
    expect(await sign(ada)).toBe("conflict");
    expect(await sign(ada, [], next)).toBe("done");
  });

  it("and a re-grade at once end with an unsigned new grade or a refusal", async () => {
    const [signed] = await Promise.all([sign(ada), regrade(bert)]);
    const review = await see();
    expect(review.signed?.isCurrent ?? false).toBe(false);
    expect(["done", "conflict"]).toContain(signed);
  });

  it("is refused on verdicts that changed meanwhile", async () => {
    const id = await decide(bert, idAt(1), "partial");
    expect(await sign(ada)).toBe("conflict");
    expect(await sign(ada, [id])).toBe("done");
  });

  it("ends with the next change of a verdict", async () => {
    await sign(ada);
    await decide(bert, idAt(1), "partial");
    expect((await see()).signed).toBeNull();
  });
});

describe("comments and assignment", () => {
  it("shows a comment to the candidate until its author deletes it", async () => {
    const commentId = await createComment(database.db, at(ada), {
      criterionId: null,
      text: "Good sense of scale.",
    });
    expect((await see(candidate)).comments).toMatchObject([{ by: ada.name, isOwn: false }]);
    const remove = (reviewer: Viewer) =>
      codeOf(deleteComment(database.db, at(reviewer), { commentId }));
    expect(await remove(bert)).toBe("not_found");
    expect(await remove(ada)).toBe("done");
    expect((await see(candidate)).comments).toEqual([]);
  });

  it("goes to one of two who take a review at once", async () => {
    const take = ({ id }: Viewer, reviewer: Viewer) =>
      codeOf(assignReview(database.db, at(reviewer), { assigneeId: id, was: null }));
    const codes = await Promise.all([take(ada, ada), take(bert, bert)]);
    expect(codes.sort()).toEqual(["conflict", "done"]);
  });

  it("goes to nobody who can't review it", async () => {
    const give = (assigneeId: string) =>
      codeOf(assignReview(database.db, at(ada), { assigneeId, was: null }));
    expect(await give(candidate.id)).toBe("bad_request");
  });
});

describe("rights", () => {
  it("refuses candidates, and reviewers on an attempt of their own", async () => {
    const other = await createPerson(database.db);
    const own = await handInWork(database.db, ada.id);
    await gradeWith(database.db, own.gradeId, "met");
    for (const reviewer of [candidate, other]) {
      expect(await codeOf(decide(reviewer, idAt(1), "partial"))).toBe("forbidden");
      expect(await codeOf(regrade(reviewer))).toBe("forbidden");
    }
    const ownWork = { attemptId: own.attemptId, reviewer: ada };
    const attempts = [
      requestRegrade(database.db, createRecordingQueue(), ownWork, noError),
      signReview(database.db, ownWork, { gradeId: own.gradeId, seen: "" }),
      createComment(database.db, ownWork, { criterionId: null, text: "Bravo." }),
      assignReview(database.db, ownWork, { assigneeId: ada.id, was: null }),
    ];
    expect(await Promise.all(attempts.map(codeOf))).toEqual(Array(4).fill("forbidden"));
    expect(await codeOf(getReview(database.db, { attemptId, viewer: other }))).toBe("not_found");
  });
});
