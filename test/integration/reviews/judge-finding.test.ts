import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { judgeChecks } from "#server/db/tables/judge-checks";
import type { Mode } from "#domain/grading/verdicts";
import { getAgreementByJudge } from "#server/reviews/get-agreement";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import type { CheckFigures } from "#domain/settings/judge-check.schema";
import { loader as reportLoader } from "~/routes/report/report";
import { loader as reviewLoader } from "~/routes/review/review";
import { addRating, createContent, createGraded } from "../agreement/agreement-world";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { gradeWith, handInWork } from "./review-world";

const PROMPTS = "2";

let database: TestDatabase;
let world: PageWorld;
let candidate: Viewer;
let attemptId: string;

beforeAll(async () => {
  database = await createContentDatabase();
  world = createPageWorld(database);
});
afterAll(async () => {
  await world.close();
  await database.drop();
});
beforeEach(async () => {
  await database.db.delete(judgeChecks);
  candidate = await createPerson(database.db);
  const work = await handInWork(database.db, candidate.id);
  ({ attemptId } = work);
  await gradeWith(database.db, work.gradeId, "not_met", {}, PROMPTS);
});

/** A check of the judge of these grades, which came to this. */
async function addCheck(high: number, mode: Mode = "standard"): Promise<void> {
  const nothing = { value: null, interval: null };
  const figures: CheckFigures = {
    criteria: { judged: 129, of: 129 },
    answers: { graded: 8, of: 8 },
    injections: { graded: 10, of: 10 },
    balancedAccuracy: { value: high - 0.05, interval: { low: high - 0.1, high } },
    specificity: nothing,
    evidenceFound: nothing,
    injectionGain: nothing,
    costUsd: nothing,
    seconds: nothing,
    byState: [],
    ungraded: [],
    isWanting: high < 0.8,
  };
  await database.db
    .insert(judgeChecks)
    .values({
      requestedModel: "judge",
      mode,
      promptVersion: PROMPTS,
      status: "done",
      figures,
      finishedAt: new Date(),
    });
}

async function argsFor(viewer: Viewer) {
  const { token } = await createSession(database.db, viewer.id);
  const request = new Request("http://localhost/");
  return { request, params: { attemptId }, context: await world.contextFor(token) };
}

async function findingOnReport(): Promise<unknown> {
  await recordOwnSight(database.db, { attemptId, userId: candidate.id });
  return (await reportLoader(await argsFor(candidate))).finding;
}

async function findingOnReview(): Promise<unknown> {
  const page = await reviewLoader(await argsFor(await createPerson(database.db, "reviewer")));
  if (page.isRating) throw new Error("nobody rates here");
  return page.finding;
}

describe("a grade of a judge that was found wanting", () => {
  it("says so to the candidate and to a reviewer", async () => {
    await addCheck(0.7);
    const said = { model: "judge", balancedAccuracy: { interval: { high: 0.7 } } };
    expect(await findingOnReport()).toMatchObject(said);
    expect(await findingOnReview()).toMatchObject(said);
  });

  it("says nothing of a judge that wasn't checked, did well enough, or was asked in another way", async () => {
    expect(await findingOnReport()).toBeNull();
    await addCheck(0.9);
    await addCheck(0.7, "thorough");
    expect(await findingOnReport()).toBeNull();
    expect(await findingOnReview()).toBeNull();
  });
});

describe("agreement by judge", () => {
  it("tells each judge that reads by its kappa with blind ratings, and estimates not at all", async () => {
    const { db } = database;
    const content = await createContent(db);
    const rater = await createPerson(db, "reviewer");
    const rate = async (marks: string, options: { model: string; isEstimate?: boolean }) => {
      const graded = await createGraded(db, content, "mpnmn", options);
      await addRating(db, { attemptId: graded.attemptId, raterId: rater.id }, marks);
    };
    for (let i = 0; i < 5; i += 1) await rate("mpnmn", { model: "same-as-people" });
    for (let i = 0; i < 6; i += 1) await rate("nmpnm", { model: "unlike-people" });
    await rate("mpnmn", { model: "hardly-rated" });
    await rate("mpnmn", { model: "offline", isEstimate: true });
    await createGraded(db, content, "mpnmn", { model: "never-rated" });
    const judges = await getAgreementByJudge(db);
    expect(judges.map(({ model }) => model)).toEqual([
      "unlike-people",
      "same-as-people",
      "hardly-rated",
    ]);
    expect(judges[0]?.kappa.value).toBeLessThan(0);
    expect(judges[1]?.kappa).toMatchObject({ value: 1, attempts: 5 });
    expect(judges[2]?.kappa).toMatchObject({ value: null, isTooFew: true });
  });
});
