import { join } from "node:path";
import { eq } from "drizzle-orm";
import pino from "pino";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Viewer } from "#server/accounts/sessions";
import { createNewProblemDraft } from "#server/authoring/create-draft";
import { getDraft } from "#server/authoring/get-draft";
import { requestDryRun } from "#server/authoring/request-dry-run";
import { saveCalibrationAnswer } from "#server/authoring/save-calibration-answer";
import { saveDraft } from "#server/authoring/save-draft";
import { readContentOf } from "#server/content/read-content";
import { judgeCalls } from "#server/db/tables/grades";
import { getSpentTodayUsd } from "#server/grades/save-judge-calls";
import type { Judge } from "#server/grading/judge";
import { getJudgeUsage } from "#server/usage/get-judge-usage";
import type { Grader } from "#server/worker/grade-in-threads";
import { gradeAnswer } from "#server/grading/grade-answer";
import { createDryRunHandler } from "#server/worker/dry-run";
import { createRecordingQueue, throwIt } from "../../support/attempts";
import { createTestDatabase } from "../../support/database";
import type { TestDatabase } from "../../support/database";
import { createPerson } from "../../support/people";
import { checkDraftHere } from "../../support/drafts-here";

const AUTHORED_DIR = join(import.meta.dirname, "../../support/authored");
const SLUG = "spam-filter";
const CALL_USD = 0.25;

let database: TestDatabase;
let admin: Viewer;
let draftId: string;

beforeAll(async () => {
  database = await createTestDatabase();
  const { db } = database;
  admin = await createPerson(db, "admin");
  const content = await readContentOf(AUTHORED_DIR, SLUG);
  if (!content) throw new Error(`${SLUG} is missing`);
  ({ draftId } = await createNewProblemDraft(db, { slug: SLUG, userId: admin.id }));
  const by = { draftId, userId: admin.id };
  const { problem, rubric } = content.texts;
  await saveDraft(db, { ...by, save: { ...problem, rubric, revision: 0 } });
  for (const { name, head, answers, scene } of content.calibration) {
    const save = { name, baseHash: null, head, answers, scene: JSON.stringify(scene) };
    expect(await saveCalibrationAnswer(db, { ...by, save })).toMatchObject({ status: "saved" });
  }
});
afterAll(() => database.drop());

/** Finds nothing, but for the canary that every answer meets; each call has a price. */
const judge: Judge = {
  kind: "openai",
  label: "The model",
  requestedModel: "priced",
  isEstimate: false,
  isDeterministic: true,
  isLocal: false,
  judge: ({ questions, material }) =>
    Promise.resolve({
      answers: questions.map(({ id }) => {
        const said = { id, reasoning: `About ${id}.`, advice: "" };
        const quote = material.answers.scenario;
        return id === "words"
          ? { ...said, verdict: "met", evidence: [{ source: "scenario", quote }] }
          : { ...said, verdict: "not_met", evidence: [] };
      }),
      returnedModel: "priced-1",
      usage: { inputTokens: 100, cachedInputTokens: 0, outputTokens: 10 },
      costUsd: CALL_USD,
      rawReply: "{}",
      repairs: 0,
    }),
};

const grade: Grader = (input, options) => gradeAnswer(input, judge, options);

/** Asks for a dry run and does it as a worker would, under a bound for the day. */
async function runDry(maxUsdPerDay: number | null) {
  const { db } = database;
  const ask = { draftId, userId: admin.id };
  const { dryRunId } = await requestDryRun(
    db,
    createRecordingQueue(),
    checkDraftHere,
    ask,
    throwIt,
  );
  const handle = createDryRunHandler({
    db,
    judges: {
      current: () =>
        Promise.resolve({ judge, interviewer: null, findContext: () => Promise.resolve(null) }),
    },
    graderOf: () => grade,
    checkDraft: checkDraftHere,
    log: pino({ level: "silent" }),
    budgetMs: 20_000,
    stopping: new AbortController().signal,
    defaults: { mode: "standard", maxUsdPerGrade: null, maxUsdPerDay },
  });
  await handle({ data: { dryRunId }, attemptsMade: 0 });
  const draft = await getDraft(db, checkDraftHere, draftId);
  const calls = await db.select().from(judgeCalls).where(eq(judgeCalls.dryRunId, dryRunId));
  if (!draft?.dryRun) throw new Error("there is no dry run");
  return { run: draft.dryRun, calls: calls.length };
}

const spentNow = () => getSpentTodayUsd(database.db);

describe("the bill of dry runs", () => {
  let callsAnAnswer: number;

  it("is on the day's spending and on the pages of use, call by call", async () => {
    const { run, calls } = await runDry(null);
    expect(run).toMatchObject({ status: "done", costUsd: calls * CALL_USD });
    callsAnAnswer = calls / 3;
    expect(callsAnAnswer).toBeGreaterThanOrEqual(1);
    expect(await spentNow()).toBeCloseTo(calls * CALL_USD, 9);
    const usage = await getJudgeUsage(database.db, { days: 7, now: new Date() });
    expect(usage.total).toMatchObject({ calls, knownUsd: calls * CALL_USD });
    expect(usage.byModel).toMatchObject([{ model: "priced-1", calls }]);
    expect(usage.byProblem).toMatchObject([{ slug: SLUG, gradings: 0, dryRuns: 1, calls }]);
  });

  it("ends at the day's bound, with what was made by then paid for", async () => {
    const before = await spentNow();
    const { run, calls } = await runDry(before + CALL_USD / 2);
    expect(run).toMatchObject({
      status: "failed",
      errorMessage: expect.stringContaining("budget"),
    });
    expect(calls).toBe(callsAnAnswer);
    expect(run.costUsd).toBeCloseTo(calls * CALL_USD, 9);
    expect(await spentNow()).toBeCloseTo(before + calls * CALL_USD, 9);
  });

  it("asks nothing once the bound is reached", async () => {
    const before = await spentNow();
    const { run, calls } = await runDry(before);
    expect(run).toMatchObject({ status: "failed" });
    expect(calls).toBe(0);
    expect(await spentNow()).toBe(before);
  });
});
