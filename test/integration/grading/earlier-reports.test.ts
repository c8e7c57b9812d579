import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { gradeAnswer } from "#server/grading/grade-answer";
import { toGradedProblem } from "#server/grading/grade-input";
import { correctPoint } from "#server/reviews/correct-point";
import type { Grade } from "#domain/grading/grade.schema";
import { createRecordingQueue, openAttempt, saveWork, submit } from "../../support/attempts";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { makeDebrief, makePoint } from "../../support/debrief";
import { ANSWERS } from "../../support/grading-fixture";
import { judgeThat } from "../../support/judge-double";
import { createPerson } from "../../support/people";
import { takeWithoutLimit } from "../../support/take-without-limit";
import { gradeWith } from "../reviews/review-world";

const OWN = "Agents see a draft within two seconds, and nothing is sent without their click.";
const SAY =
  "We replay last quarter's refunds nightly, so a wrong policy shows before agents see it.";
const CORRECTED =
  "Refund rules are replayed each night against tickets that people closed by hand.";

let database: TestDatabase;
let person: Viewer;
beforeAll(async () => {
  database = await createContentDatabase();
  person = await createPerson(database.db);
});
afterAll(() => database.drop());

/** The grading of an attempt of this person's that says these words in its evaluation. */
async function handIn(userId: string, words: string) {
  const { db } = database;
  const attemptId = await openAttempt(db, userId);
  const answers = { ...ANSWERS, evaluation: words };
  await saveWork(db, { attemptId, userId }, { answers });
  const { gradeId } = await submit(db, createRecordingQueue(), { attemptId, userId });
  return { attemptId, gradeId, grade: () => gradeMet(gradeId, words) };
}

/** By a judge that finds one criterion met, and quotes the words for it. */
async function gradeMet(gradeId: string, quote: string): Promise<Grade> {
  const task = await takeWithoutLimit(database.db, gradeId);
  if (!task) throw new Error("there is nothing to grade");
  const { criteria, canaries } = task.rubric;
  const asked = criteria.find(({ section }) => section === "evaluation")?.id;
  const canary = canaries.find(({ expect }) => expect === "met")?.id;
  const judge = judgeThat((id) => ({
    verdict: id === asked || id === canary ? "met" : "not_met",
    evidence: id === asked ? [{ source: "evaluation", quote }] : [],
  }));
  const { problem, brief, ...rest } = task;
  return gradeAnswer({ ...rest, problem: toGradedProblem(problem, brief) }, judge, {
    signal: AbortSignal.timeout(20_000),
  });
}

function countMet({ criteria }: Grade): number {
  return criteria.filter(({ verdict }) => verdict === "met").length;
}

describe("a report on the problem before", () => {
  it("has a sentence that wins something until it was in the person's report", async () => {
    const stranger = await createPerson(database.db);
    expect(countMet(await (await handIn(stranger.id, SAY)).grade())).toBeGreaterThan(0);
    const first = await handIn(person.id, OWN);
    const point = makePoint({ sayInstead: SAY, consequence: `You say: ${OWN} A rule may be old.` });
    const debrief = makeDebrief({ points: [point] });
    await gradeWith(database.db, first.gradeId, "not_met", {}, null, debrief);
    const pasted = await (await handIn(person.id, SAY)).grade();
    expect(countMet(pasted)).toBe(0);
    expect(pasted.setAside).toMatchObject([{ section: "evaluation", reason: "copied" }]);
    // What they had said themselves is theirs, also where the report repeats it.
    expect(countMet(await (await handIn(person.id, OWN)).grade())).toBeGreaterThan(0);
    // Nor does a colleague's report take anything from them.
    expect(countMet(await (await handIn(stranger.id, SAY)).grade())).toBeGreaterThan(0);
    const at = { attemptId: first.attemptId, reviewer: await createPerson(database.db, "admin") };
    const words = { headline: "A rule may be old", consequence: "It is.", sayInstead: CORRECTED };
    await correctPoint(database.db, at, { gradeId: first.gradeId, pointId: "p1", ...words });
    expect(countMet(await (await handIn(person.id, CORRECTED)).grade())).toBe(0);
    expect(countMet(await (await handIn(person.id, SAY)).grade())).toBe(0);
  });
});
