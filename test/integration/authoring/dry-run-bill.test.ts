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
import { keptReplies, modelTurns } from "#server/db/tables/model-turns";
import { getSpentTodayUsd } from "#server/grades/save-judge-calls";
import { JudgeError } from "#server/grading/judge";
import type { Judge } from "#server/grading/judge";
import { getJudgeUsage } from "#server/usage/get-judge-usage";
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

/** Asks for a dry run and does it as a worker would, under a bound for the day. */
async function runDry(maxUsdPerDay: number | null) {
  const dryRunId = await ask();
  await work(dryRunId, judge, { maxUsdPerDay });
  return find(dryRunId);
}

async function ask(): Promise<string> {
  const asking = { draftId, userId: admin.id };
  const queue = createRecordingQueue();
  const { db } = database;
  return (await requestDryRun(db, queue, checkDraftHere, asking, throwIt)).dryRunId;
}

/** @param options.stopping aborted when the worker is told to stop */
async function work(
  dryRunId: string,
  by: Judge,
  options: { maxUsdPerDay: number | null; stopping?: AbortSignal },
): Promise<void> {
  const { maxUsdPerDay, stopping = new AbortController().signal } = options;
  const handle = createDryRunHandler({
    db: database.db,
    judges: {
      current: () =>
        Promise.resolve({
          judge: by,
          interviewer: null,
          findContext: () => Promise.resolve(null),
          findSpeeds: () => Promise.resolve(null),
        }),
    },
    graderOf: (asked) => (input, given) => gradeAnswer(input, asked, given),
    checkDraft: checkDraftHere,
    log: pino({ level: "silent" }),
    budgetMs: 20_000,
    stopping,
    defaults: { mode: "standard", maxUsdPerGrade: null, maxUsdPerDay },
  });
  await handle({ data: { dryRunId }, attemptsMade: 0 });
}

async function find(dryRunId: string) {
  const { db } = database;
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

  it("asks and pays nothing twice at home, however often its worker stops", async () => {
    const { db } = database;
    const asked: string[] = [];
    const oneAtATime = { server: "http://home", settingsHash: "as it is" };
    /** Whose worker stops in the middle of a call, after so many were answered. */
    const stoppingAfter = (answered: number, stop: AbortController): Judge => ({
      ...judge,
      oneAtATime,
      judge: (request, signal) => {
        if (answered === 0) {
          stop.abort();
          return Promise.reject(new JudgeError("aborted", "stopped", { retryable: true }));
        }
        answered -= 1;
        asked.push(JSON.stringify(request.prompt));
        return judge.judge(request, signal);
      },
    });
    const dryRunId = await ask();
    for (const answered of [2, 1]) {
      const stop = new AbortController();
      const options = { maxUsdPerDay: null, stopping: stop.signal };
      await expect(work(dryRunId, stoppingAfter(answered, stop), options)).rejects.toThrow(
        "stopped",
      );
      expect((await find(dryRunId)).run.status).toBe("running");
    }
    await work(dryRunId, stoppingAfter(Infinity, new AbortController()), { maxUsdPerDay: null });
    const { run, calls } = await find(dryRunId);
    expect(new Set(asked).size).toBe(asked.length);
    expect(calls).toBe(asked.length);
    expect(calls).toBe(callsAnAnswer * 3);
    expect(run).toMatchObject({ status: "done", costUsd: calls * CALL_USD });
    expect(await db.select().from(keptReplies)).toEqual([]);
    expect(await db.select().from(modelTurns)).toEqual([]);
  });
});
