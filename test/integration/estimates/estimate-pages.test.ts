import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createCohort } from "#server/accounts/create-cohort";
import { getCohort } from "#server/accounts/get-cohort";
import { saveCohortMember } from "#server/accounts/save-cohort-member";
import { createSession } from "#server/accounts/sessions";
import type { Viewer } from "#server/accounts/sessions";
import { listAttempts, listOwnAttempts } from "#server/attempts/list-attempts";
import { readContent } from "#server/content/read-content";
import type { ContentFile } from "#server/content/read-content";
import { toGradedProblem } from "#server/grading/grade-input";
import { gradeAnswer } from "#server/grading/grade-answer";
import { saveGrade } from "#server/grades/save-grade";
import { createLocalJudge } from "#server/judges/local-judge";
import { listProblems } from "#server/problems/list-problems";
import { listQueue } from "#server/reviews/list-queue";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { queueFilterSchema } from "#domain/reviews/review.schema";
import { loader as reportLoader } from "~/routes/report/report";
import { listStuffingWays } from "../../evals/attacks/stuff-rubric";
import { createRecordingQueue, handIn } from "../../support/attempts";
import { RAG } from "../../support/content";
import { FROZEN_DIR } from "../../support/frozen-content";
import { createContentDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { takeWithoutLimit } from "../../support/take-without-limit";
import { gradeWith } from "../reviews/review-world";

let database: TestDatabase;
let world: PageWorld;
let content: ContentFile;
let person: Viewer;
/** A calibration answer, and one that a program strung from the rubric's terms. */
let middling: string;
let strung: string;

beforeAll(async () => {
  database = await createContentDatabase();
  world = createPageWorld(database);
  const found = (await readContent(FROZEN_DIR)).find(({ slug }) => slug === RAG);
  const answer = found?.calibration.find(({ head }) => head.band === "middling");
  const way = listStuffingWays().find(({ name }) => name === "one term a group");
  if (!found || !answer || !way) throw new Error("the content has changed");
  content = found;
  person = await createPerson(database.db);
  middling = await estimate(answer.answers);
  strung = await estimate(way.stuff(content.rubric));
});
afterAll(async () => {
  await world.close();
  await database.drop();
});

async function estimate(answers: ContentFile["calibration"][number]["answers"]): Promise<string> {
  const { db } = database;
  const { attemptId, gradeId } = await handIn(db, createRecordingQueue(), person.id, { answers });
  const task = await takeWithoutLimit(db, gradeId);
  if (!task) throw new Error("nothing to grade");
  const input = { ...task, problem: toGradedProblem(task.problem) };
  const { signal } = new AbortController();
  const grade = await gradeAnswer(input, createLocalJudge(), { signal });
  if (!(await saveGrade(db, task.lease, grade))) throw new Error("not saved");
  await recordOwnSight(db, { attemptId, userId: person.id });
  return attemptId;
}

async function readReport(attemptId: string) {
  const { token } = await createSession(database.db, person.id);
  const request = new Request(`http://localhost/attempts/${attemptId}/report`);
  const context = await world.contextFor(token);
  return reportLoader({ request, params: { attemptId }, context });
}

describe("an estimate", () => {
  it("is a range in its report, with ideas found and nothing that claims more", async () => {
    const { graded } = await readReport(middling);
    const { outcome } = graded?.grade ?? {};
    if (outcome?.kind !== "estimate") throw new Error("no estimate");
    expect(outcome.high - outcome.low).toBe(30);
    expect(outcome.found).toBeGreaterThan(3);
    expect(outcome.of).toBe(content.rubric.criteria.length);
    const sent = JSON.stringify(graded);
    for (const claim of [
      '"total"',
      '"bars"',
      '"separates"',
      "Looked in",
      "with a figure. Not found",
    ]) {
      expect(sent).not.toContain(claim);
    }
  });

  it("is no number where a program strung terms together", async () => {
    const { graded } = await readReport(strung);
    expect(graded?.grade.outcome).toEqual({ kind: "unreadable" });
    expect(graded?.sections.flatMap(({ besideText, below }) => [...besideText, ...below])).toEqual(
      [],
    );
  });

  it("stands in every list as what it is", async () => {
    const { db } = database;
    const own = await listAttempts(db, person.id);
    const results = new Map(own.map(({ id, result }) => [id, result]));
    expect(results.get(middling)).toMatchObject({ kind: "estimate" });
    expect(results.get(strung)).toEqual({ kind: "unreadable" });
    const best = async () =>
      (await listProblems(db, person.id)).find(({ slug }) => slug === RAG)?.best;
    expect(await best()).toEqual(results.get(middling));

    const admin = await createPerson(db, "admin");
    const { cohortId } = await createCohort(db, { actorId: admin.id, name: "Estimated" });
    await saveCohortMember(db, { actorId: admin.id, cohortId, person: { id: person.id } });
    const cohort = await getCohort(db, cohortId);
    expect(cohort.members[0]?.best).toEqual(results.get(middling));
    expect(new Set(cohort.attempts.map(({ result }) => result?.kind))).toEqual(
      new Set(["estimate", "unreadable"]),
    );

    const asked = queueFilterSchema.parse({ show: "all" });
    const { items } = await listQueue(db, admin.id, asked);
    const queued = new Map(items.map(({ attemptId, result }) => [attemptId, result]));
    expect(queued.get(middling)).toEqual(results.get(middling));
    expect(queued.get(strung)).toEqual({ kind: "unreadable" });

    // A grade is the best there is, be it lower than any estimate.
    const graded = await handIn(db, createRecordingQueue(), person.id, {});
    await gradeWith(db, graded.gradeId, "not_met");
    // Until they have opened its report it is theirs to mark first, so no list tells of it.
    expect(await best()).toEqual(results.get(middling));
    expect((await listOwnAttempts(db, person.id))[0]).toMatchObject({ result: null });
    await recordOwnSight(db, { attemptId: graded.attemptId, userId: person.id });
    expect((await listOwnAttempts(db, person.id))[0]).toMatchObject({
      result: { kind: "grade", total: 0 },
    });
    expect(await best()).toEqual({ kind: "grade", total: 0 });
    expect((await getCohort(db, cohortId)).members[0]?.best).toEqual({ kind: "grade", total: 0 });
  });
});
