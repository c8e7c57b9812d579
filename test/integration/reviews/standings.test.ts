import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createCohort } from "#server/accounts/create-cohort";
import { getCohort } from "#server/accounts/get-cohort";
import { saveCohortMember } from "#server/accounts/save-cohort-member";
import type { Viewer } from "#server/accounts/sessions";
import { listAttempts, listOwnAttempts } from "#server/attempts/list-attempts";
import { listProblems } from "#server/problems/list-problems";
import { getReview } from "#server/reviews/get-review";
import { listStandings } from "#server/reviews/list-standings";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { setOverride } from "#server/reviews/set-override";
import { withdrawOverride } from "#server/reviews/withdraw-override";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import { RAG } from "../../support/content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPerson } from "../../support/people";
import { gradeWith, handInWork } from "./review-world";

let database: TestDatabase;
let candidate: Viewer;
let ada: Viewer;
let attemptId: string;
let gradeId: string;
let rubric: Rubric;

beforeAll(async () => {
  database = await createContentDatabase();
});
afterAll(() => database.drop());
beforeEach(async () => {
  candidate = await createPerson(database.db);
  ada = await createPerson(database.db, "reviewer");
  ({ attemptId, gradeId } = await handInWork(database.db, candidate.id));
  rubric = await gradeWith(database.db, gradeId, "met");
});

/** A reviewer finds one criterion not met; the points go down. */
async function lower(index: number): Promise<void> {
  await setOverride(
    database.db,
    { attemptId, reviewer: ada },
    {
      gradeId,
      criterionId: rubric.criteria[index]?.id ?? "",
      verdict: "not_met",
      reason: "It isn't there.",
      basedOn: null,
    },
  );
}

const readTotal = async () =>
  (await getReview(database.db, { attemptId, viewer: ada })).stands?.total ?? NaN;

const readListed = async () => (await listAttempts(database.db, candidate.id))[0];

const readCard = async () =>
  (await listProblems(database.db, candidate.id)).find(({ slug }) => slug === RAG);

describe("a reviewed score", () => {
  it("is the score of every list, with the judge's next to it", async () => {
    await recordOwnSight(database.db, { attemptId, userId: candidate.id });
    expect(await readListed()).toMatchObject({ result: { total: 100 }, judged: null });
    await lower(0);
    await lower(1);
    const total = await readTotal();
    expect(total).toBeLessThan(100);
    const judged = { kind: "grade", total: 100 };
    expect(await readListed()).toMatchObject({ result: { kind: "grade", total }, judged });
    expect(await readCard()).toMatchObject({ best: { kind: "grade", total }, bestJudged: judged });

    const admin = await createPerson(database.db, "admin");
    const { cohortId } = await createCohort(database.db, { actorId: admin.id, name: "Reviewed" });
    const person = { id: candidate.id };
    await saveCohortMember(database.db, { actorId: admin.id, cohortId, person });
    const cohort = await getCohort(database.db, cohortId);
    expect(cohort.members[0]?.best).toEqual({ kind: "grade", total });
    expect(cohort.attempts[0]?.result).toEqual({ kind: "grade", total });
  });

  it("is the judge's again once the verdict is withdrawn", async () => {
    await recordOwnSight(database.db, { attemptId, userId: candidate.id });
    await lower(0);
    const [given] = (await getReview(database.db, { attemptId, viewer: ada })).verdicts;
    await withdrawOverride(
      database.db,
      { attemptId, reviewer: ada },
      { overrideId: given?.id ?? "" },
    );
    expect((await listStandings(database.db, [candidate.id])).size).toBe(0);
    expect(await readListed()).toMatchObject({ result: { total: 100 }, judged: null });
    expect(await readCard()).toMatchObject({ best: { total: 100 }, bestJudged: null });
  });

  it("is told nowhere before the candidate opens the report", async () => {
    await lower(0);
    const [own] = await listOwnAttempts(database.db, candidate.id);
    expect(own).toMatchObject({ result: null, judged: null });
    expect(await readCard()).toMatchObject({ best: null, bestJudged: null });
  });

  it("lets another attempt be the best where it falls below it", async () => {
    await recordOwnSight(database.db, { attemptId, userId: candidate.id });
    await lower(0);
    const second = await handInWork(database.db, candidate.id);
    await gradeWith(database.db, second.gradeId, "met");
    await recordOwnSight(database.db, { attemptId: second.attemptId, userId: candidate.id });
    expect(await readCard()).toMatchObject({ best: { total: 100 }, bestJudged: null });
  });

  it("is nobody else's", async () => {
    await lower(0);
    const other = await createPerson(database.db);
    expect((await listStandings(database.db, [other.id])).size).toBe(0);
    expect((await listStandings(database.db, [])).size).toBe(0);
  });
});
