import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCohort } from "#server/accounts/create-cohort";
import { getCohort } from "#server/accounts/get-cohort";
import { saveCohortMember } from "#server/accounts/save-cohort-member";
import type { Viewer } from "#server/accounts/sessions";
import { listOwnAttempts } from "#server/attempts/list-attempts";
import { getReport } from "#server/grades/get-report";
import { listProblems } from "#server/problems/list-problems";
import { listQueue } from "#server/reviews/list-queue";
import { listRatingQueue } from "#server/reviews/list-rating-queue";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { signReview } from "#server/reviews/sign-review";
import { startRating } from "#server/reviews/start-rating";
import { submitAppeal } from "#server/reviews/submit-appeal";
import { queueFilterSchema } from "#domain/reviews/review.schema";
import { RAG } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPerson } from "../../support/people";
import { codeOf, gradeWith } from "../reviews/review-world";
import { handInDrill } from "./drill-world";

let database: TestDatabase;
let candidate: Viewer;
let reviewer: Viewer;
let admin: Viewer;
let interviewId: string;
let drillId: string;
let gradeId: string;
let criterionId: string;

/** An interview at nothing, and a drill of one of its criteria, which is met. */
beforeAll(async () => {
  database = await createContentDatabase();
  const { db } = database;
  candidate = await createPerson(db);
  reviewer = await createPerson(db, "reviewer");
  admin = await createPerson(db, "admin");
  const userId = candidate.id;
  const drill = await handInDrill(db, userId);
  interviewId = drill.base.attemptId;
  criterionId = drill.criterion.id;
  drillId = drill.attemptId;
  gradeId = drill.gradeId;
  await gradeWith(db, gradeId, "met");
  await recordOwnSight(db, { attemptId: drillId, userId });
});
afterAll(() => database.drop());

describe("a drill stays apart", () => {
  it("from one's own interviews and one's best", async () => {
    const listed = await listOwnAttempts(database.db, candidate.id);
    expect(listed.map(({ id }) => id)).toEqual([interviewId]);
    const card = (await listProblems(database.db, candidate.id)).find(({ slug }) => slug === RAG);
    expect(card?.best).toEqual({ kind: "grade", total: 0 });
  });

  it("from cohorts", async () => {
    const { db } = database;
    const { cohortId } = await createCohort(db, { actorId: admin.id, name: "Drilling" });
    await saveCohortMember(db, { actorId: admin.id, cohortId, person: { id: candidate.id } });
    const { members, attempts } = await getCohort(db, cohortId);
    expect(attempts.map(({ id }) => id)).toEqual([interviewId]);
    expect(members).toMatchObject([{ submittedCount: 1, best: { kind: "grade", total: 0 } }]);
  });

  it("from what reviewers read, rate and sign", async () => {
    const { db } = database;
    const { items } = await listQueue(db, reviewer.id, queueFilterSchema.parse({ show: "all" }));
    expect(items.map(({ attemptId }) => attemptId)).toEqual([interviewId]);
    const rated = await listRatingQueue(db, reviewer.id);
    expect(rated.waiting.map(({ attemptId }) => attemptId)).toEqual([interviewId]);
    const at = { attemptId: drillId, reviewer };
    expect(await codeOf(startRating(db, at))).toBe("not_found");
    expect(await codeOf(signReview(db, at, { gradeId, seen: "" }))).toBe("not_found");
    expect(await codeOf(getReport(db, { attemptId: drillId, viewer: reviewer }))).toBe("not_found");
    expect(await codeOf(getReport(db, { attemptId: drillId, viewer: admin }))).toBe("not_found");
    expect(await codeOf(getReport(db, { attemptId: drillId, viewer: candidate }))).toBe("done");
  });

  it("from challenges", async () => {
    const place = { kind: "text" as const, section: "scenario" as const, start: 0, end: 5 };
    const appeal = { gradeId, criterionId, note: "", place };
    const who = { attemptId: drillId, userId: candidate.id };
    expect(await codeOf(submitAppeal(database.db, who, appeal))).toBe("conflict");
  });

  it("and its report speaks of its criteria alone", async () => {
    const report = await getReport(database.db, { attemptId: drillId, viewer: candidate });
    expect(report.rubric.criteria.map(({ id }) => id)).toEqual([criterionId]);
    expect(report.grade?.criteria.map(({ id }) => id)).toEqual([criterionId]);
  });
});
