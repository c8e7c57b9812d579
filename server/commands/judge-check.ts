import { createInterface } from "node:readline/promises";
import { parseArgs } from "node:util";
import { z } from "zod";
import { createDb } from "../db/client";
import type { Db } from "../db/client";
import { orEnd, readEnv } from "../env";
import type { Env } from "../env";
import { saveJudgeCalls } from "../grades/save-judge-calls";
import { gradeAnswer } from "../grading/grade-answer";
import { modeSchema } from "#domain/grading/grade.schema";
import { JudgeError } from "../grading/judge";
import type { Judge } from "../grading/judge";
import type { Mode } from "#domain/grading/verdicts";
import { estimateCheck } from "../judges/check/estimate-check";
import { measureCheck } from "../judges/check/measure-check";
import { countAnswers, readPlanted } from "../judges/check/read-planted";
import type { PlantedSet } from "../judges/check/read-planted";
import { runCheck } from "../judges/check/run-check";
import { chooseJudge } from "../judges/choose-judge";
import { describeJudge, judgeDefaults } from "../judges/describe-judge";
import { isModelConfigured } from "../judges/name-model";
import { cancelJudgeCheck } from "../settings/cancel-judge-check";
import { createJudgeCheck } from "../settings/create-judge-check";
import { getJudgeControls } from "../settings/get-judge-controls";
import {
  saveCheckFailure,
  saveCheckOutcome,
  saveCheckSubject,
  saveJudgeCheck,
} from "../settings/save-judge-check";
import type { CheckLease } from "../settings/take-judge-check";
import { requireDayBudget } from "../worker/day-budget";
import { stop, tryTo } from "./command-input";
import { printEstimate, printFigures } from "./print-check";

const USAGE = "usage: npm run judge:check -- [--mode standard|thorough] [--yes]";
const optionsSchema = z.strictObject({
  mode: modeSchema.optional(),
  yes: z.boolean().default(false),
});

/** Where a check is kept as it goes on; null without a database. */
type Store = { db: Db; lease: CheckLease } | null;

/**
 * `npm run judge:check`: measures the judge of the environment on planted answers. Says the cost
 * first and asks; keeps the result where DATABASE_URL is set. Exit code 0 when it was measured, 1 when
 * it was stopped or gave no replies, 2 where there is nothing to measure.
 */
async function main(): Promise<number> {
  const options = readOptions();
  const env = orEnd(readEnv);
  if (!isModelConfigured(env)) {
    stop(
      "No model is configured, and the offline judge only estimates: it can't be checked. Set JUDGE_MODEL, and OPENAI_API_KEY or OPENAI_BASE_URL (docs/judges.md).",
    );
  }
  const mode = options.mode ?? env.JUDGE_MODE;
  const estimate = estimateCheck(describeJudge(env), mode);
  if (estimate) process.stdout.write(printEstimate(estimate, { model: env.JUDGE_MODEL, mode }));
  if (!options.yes && !(await isAgreed())) return 1;
  const handle = env.DATABASE_URL === undefined ? null : createDb(env.DATABASE_URL, { max: 2 });
  try {
    return await checkJudge(env, mode, handle?.db ?? null);
  } finally {
    await handle?.close();
  }
}

function readOptions(): z.infer<typeof optionsSchema> {
  const { values } = tryTo(
    () => parseArgs({ options: { mode: { type: "string" }, yes: { type: "boolean" } } }),
    (message) => `${message}\n${USAGE}`,
  );
  const parsed = optionsSchema.safeParse(values);
  if (parsed.success) return parsed.data;
  return stop(`--mode is standard or thorough\n${USAGE}`);
}

/** Without somebody at a terminal nothing is spent: that takes `--yes`. */
async function isAgreed(): Promise<boolean> {
  if (!process.stdin.isTTY) {
    console.error("Nothing was started. Use --yes to start.");
    return false;
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question("Start? [y/N] ");
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function checkJudge(env: Env, mode: Mode, db: Db | null): Promise<number> {
  const judge = await chooseJudge(env);
  const planted = await readPlanted(mode);
  const store = db && { db, lease: await open(db, judge, mode, planted) };
  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort());
  try {
    const outcomes = await gradePlanted(planted, { judge, store, stopping: stopping.signal, env });
    const figures = measureCheck(planted, outcomes, judge);
    if (store) {
      const returnedModel = outcomes.find((one) => one.kind === "graded")?.returnedModel ?? null;
      await saveJudgeCheck(store.db, store.lease, { figures, returnedModel });
    }
    process.stdout.write(printFigures(figures));
    console.log(store ? "Saved." : "Not saved: DATABASE_URL is not set.");
    return 0;
  } catch (error) {
    if (!(error instanceof JudgeError)) throw error;
    await keepFailure(store, error, stopping.signal.aborted);
    return 1;
  }
}

async function open(db: Db, judge: Judge, mode: Mode, planted: PlantedSet): Promise<CheckLease> {
  const lease = await createJudgeCheck(db, { requestedModel: judge.requestedModel, mode });
  const { promptVersion, promptHash, hash: plantedHash } = planted;
  const subject = { judgeKind: judge.kind, promptVersion, promptHash, plantedHash };
  await saveCheckSubject(db, lease, subject, countAnswers(planted));
  return lease;
}

function gradePlanted(
  planted: PlantedSet,
  { judge, store, stopping, env }: { judge: Judge; store: Store; stopping: AbortSignal; env: Env },
) {
  const of = countAnswers(planted);
  let done = 0;
  let position = 0;
  return runCheck(planted, {
    judge,
    known: new Map(),
    signal: stopping,
    grade: (watched, input, options) => gradeAnswer(input, watched, options),
    bounds: { maxUsd: env.JUDGE_MAX_USD_PER_GRADE ?? null },
    mayGoOn: async () => {
      if (store) await requireBudget(store.db, env);
    },
    onCalls: async (calls) => {
      const indexed = calls.map((call, i) => ({ ...call, index: position + i }));
      position += calls.length;
      if (store) await saveJudgeCalls(store.db, store.lease, indexed);
    },
    onOutcome: async (outcome) => {
      done += 1;
      console.error(
        `${done} of ${of}: ${outcome.itemId}${outcome.kind === "ungraded" ? `, no grade (${outcome.errorKind})` : ""}`,
      );
      if (store) await saveCheckOutcome(store.db, store.lease, outcome, { done, of });
    },
  });
}

async function requireBudget(db: Db, env: Env): Promise<void> {
  const { maxUsdPerDay } = (await getJudgeControls(db, judgeDefaults(env))).inForce;
  await requireDayBudget(db, maxUsdPerDay);
}

async function keepFailure(store: Store, error: JudgeError, isStopped: boolean): Promise<void> {
  const { message } = error;
  console.error(isStopped ? "Stopped." : `Not measured (${error.kind}): ${message}`);
  if (!store) return;
  const { db, lease } = store;
  if (isStopped) await cancelJudgeCheck(db, { checkId: lease.judgeCheckId, actorId: null });
  else await saveCheckFailure(db, lease, { errorKind: error.kind, errorMessage: message });
}

process.exitCode = await main();
