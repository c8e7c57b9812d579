import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createSession } from "#server/accounts/sessions";
import { getWorkspace } from "#server/attempts/get-workspace";
import { listOwnAttempts } from "#server/attempts/list-attempts";
import { listOwnFiles } from "#server/accounts/list-own-files";
import { gradeAnswer } from "#server/grading/grade-answer";
import { toGradedProblem } from "#server/grading/grade-input";
import { isCopied, makeSources, markCopied } from "#server/grading/defences/copied";
import { recordOwnSight } from "#server/reviews/record-own-sight";
import { foldText } from "#server/text/fold";
import { loader as markLoader } from "~/routes/report/mark";
import { loader as reportLoader } from "~/routes/report/report";
import { loader as ratingLoader } from "~/routes/review/rating";
import { loader as reviewLoader } from "~/routes/review/review";
import type { Brief } from "#domain/problems/scale";
import { createRecordingQueue, openAttempt, saveWork, submit } from "../../support/attempts";
import { createShippedDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { ANSWERS } from "../../support/grading-fixture";
import { judgeThat } from "../../support/judge-double";
import { createPageWorld } from "../../support/page-context";
import type { PageWorld } from "../../support/page-context";
import { createPerson } from "../../support/people";
import { takeWithoutLimit } from "../../support/take-without-limit";
import { gradeWith } from "../reviews/review-world";

/** Of the case alone, and of the interviewer's lines alone. */
const CASE = "1,100 agents answer them";
const LINES = "it must never promise something that isn";

let database: TestDatabase;
let pages: PageWorld;

beforeAll(async () => {
  database = await createShippedDatabase();
  pages = createPageWorld(database);
});
afterAll(async () => {
  await pages.close();
  await database.drop();
});

async function begin(brief: Brief) {
  const { id: userId } = await createPerson(database.db);
  return { userId, attemptId: await openAttempt(database.db, userId, { brief }) };
}

async function handInOf(brief: Brief) {
  const { db } = database;
  const who = await begin(brief);
  await saveWork(db, who, { answers: ANSWERS });
  const { gradeId } = await submit(db, createRecordingQueue(), who);
  return { ...who, gradeId };
}

async function argsOf(userId: string, attemptId: string, path: string) {
  const { token } = await createSession(database.db, userId);
  return {
    request: new Request(`http://localhost${path}`),
    params: { attemptId },
    context: await pages.contextFor(token),
  };
}

describe("what the workspace shows", () => {
  it("is of an interview its lines, and nothing of the case", async () => {
    const who = await begin("interview");
    const workspace = await getWorkspace(database.db, who);
    expect(workspace.attempt.brief).toBe("interview");
    expect(workspace.problem.briefMarkdown).toContain(LINES);
    expect(JSON.stringify(workspace)).not.toContain(CASE);
  });

  it("is of a case the case alone", async () => {
    const { problem } = await getWorkspace(database.db, await begin("case"));
    expect(problem.briefMarkdown).toContain(CASE);
    expect(problem.briefMarkdown).not.toContain(LINES);
  });

  it("stays in the lists and the person's own file", async () => {
    const { userId } = await begin("interview");
    expect(await listOwnAttempts(database.db, userId)).toMatchObject([{ brief: "interview" }]);
    const files = await listOwnFiles(database.db, userId);
    const file = files.find(({ name }) => name.endsWith("attempt.json"));
    expect(JSON.parse((await file?.read()) ?? "")).toMatchObject({
      attempt: { brief: "interview" },
    });
  });
});

describe("what the judge is told", () => {
  async function gradeOf(brief: Brief) {
    const { gradeId } = await handInOf(brief);
    const task = await takeWithoutLimit(database.db, gradeId);
    if (!task) throw new Error("nothing to grade");
    const canaries = new Map(task.rubric.canaries.map(({ id, expect: verdict }) => [id, verdict]));
    const judge = judgeThat((id) => ({ verdict: canaries.get(id) ?? "not_met", evidence: [] }));
    const problem = toGradedProblem(task.problem, task.brief);
    const grade = await gradeAnswer({ ...task, problem }, judge, {
      signal: new AbortController().signal,
    });
    return { task, grade, system: judge.requests[0]?.prompt.system ?? "" };
  }

  it("is in an interview which brief was given, and that figures may be assumed", async () => {
    const { task, grade, system } = await gradeOf("interview");
    expect(task.brief).toBe("interview");
    const at = [LINES, "accepts a figure the candidate states as an assumption", CASE].map(
      (words) => system.indexOf(words),
    );
    expect(at.every((place) => place > 0)).toBe(true);
    expect(at).toEqual([...at].sort((a, b) => a - b));
    const ofCase = await gradeOf("case");
    expect(ofCase.system).toContain(CASE);
    expect(ofCase.system).not.toContain(LINES);
    expect(ofCase.system).not.toContain("states as an assumption");
    // The version names the rules of both; the hash tells the two apart.
    expect(ofCase.grade.promptVersion).toBe(grade.promptVersion);
    expect(ofCase.grade.promptHash).not.toBe(grade.promptHash);
  });

  it("is in neither that quoting the other brief would show anything", async () => {
    for (const brief of ["case", "interview"] as const) {
      const { gradeId } = await handInOf(brief);
      const task = await takeWithoutLimit(database.db, gradeId);
      if (!task) throw new Error("nothing to grade");
      const sources = makeSources({ ...task, problem: toGradedProblem(task.problem, task.brief) });
      for (const text of [task.problem.head.interview ?? "", task.problem.statementMarkdown]) {
        const sentences = text.split(/(?<=\.)\s/).sort((a, b) => b.length - a.length);
        const sentence = sentences[0] ?? "";
        expect(sentence.length).toBeGreaterThan(40);
        const marked = markCopied(foldText(sentence), sources);
        expect(isCopied(marked, { start: 0, end: sentence.length })).toBe(true);
      }
    }
  });
});

describe("after handing in", () => {
  it("the report says which brief it was, and shows the lines and the case behind them", async () => {
    const { attemptId, userId, gradeId } = await handInOf("interview");
    await gradeWith(database.db, gradeId, "not_met");
    const path = `/attempts/${attemptId}/report`;
    const before = await reportLoader(await argsOf(userId, attemptId, path));
    expect(before).toMatchObject({ report: { brief: "interview" } });
    const mark = await markLoader(await argsOf(userId, attemptId, `/attempts/${attemptId}/mark`));
    expect(mark).toMatchObject({ note: expect.stringMatching(/stated as an assumption/) });
    await recordOwnSight(database.db, { attemptId, userId });
    const opened = await reportLoader(await argsOf(userId, attemptId, path));
    expect(opened.work?.given?.html).toContain(LINES);
    expect(opened.work?.given?.caseHtml).toContain(CASE);
  });

  it("reviewers and blind raters read what was given", async () => {
    const { attemptId, gradeId } = await handInOf("interview");
    await gradeWith(database.db, gradeId, "not_met");
    const rater = await createPerson(database.db, "reviewer");
    const rating = await ratingLoader(
      await argsOf(rater.id, attemptId, `/review/ratings/${attemptId}`),
    );
    expect(rating.brief).toBe("interview");
    expect(rating.given?.html).toContain(LINES);
    const reviewer = await createPerson(database.db, "reviewer");
    const review = await reviewLoader(await argsOf(reviewer.id, attemptId, `/review/${attemptId}`));
    if (review.isRating) throw new Error("nothing is rated here");
    expect(review.brief).toBe("interview");
    expect(review.given?.html).toContain(LINES);
    expect(review.given?.caseHtml).toContain(CASE);
  });

  it("a case attempt has nothing else to show", async () => {
    const { attemptId, gradeId } = await handInOf("case");
    await gradeWith(database.db, gradeId, "not_met");
    const reviewer = await createPerson(database.db, "reviewer");
    const review = await reviewLoader(await argsOf(reviewer.id, attemptId, `/review/${attemptId}`));
    expect(review).toMatchObject({ brief: "case", given: null });
  });
});
