import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { ContentError } from "#server/content/content-error";
import { drawOutline } from "#domain/drawing/outline/draw-outline";
import { chooseJudge } from "#server/judges/choose-judge";
import { isModelConfigured } from "#server/judges/name-model";
import { createOfflineJudge } from "#server/judges/offline/offline-judge";
import { openResultLog } from "../grading/result-log";
import { runCases, runFurther } from "../grading/run-cases";
import { listQuoteTrials } from "../metamorphic/list-quote-trials";
import { listTrials } from "../metamorphic/list-trials";
import { toMarkdown } from "../report/markdown";
import { summarize } from "../report/summary";
import { listAttackPairs, listNullCases } from "./attack-cases";
import { listCalibrationCases, listGoldCases, listQuoteBases } from "./gold-cases";
import { loadProblems } from "./load-problems";
import { buildReport, listGoldMisses } from "./build-report";
import { parseOptions, UsageError } from "./options";
import type { Env } from "#server/env";
import type { Judge } from "#server/grading/judge";
import type { EvalCase } from "../grading/eval-case";
import type { RunOptions } from "../grading/run-cases";
import type { Trial } from "../metamorphic/trial";
import type { Plan } from "./build-report";
import type { Loaded } from "./load-problems";
import type { EvalOptions } from "./options";

export type Terminal = {
  out: (text: string) => void;
  /** Warnings. */
  err: (text: string) => void;
  /** One line that replaces the one before. */
  progress: (line: string) => void;
};

/** Answers at a time: a local judge computes, a model is waited for. */
const CONCURRENCY = { local: 1, model: 4 };

/**
 * `npm run evals`: measures a judge, and writes `results.jsonl`, `report.md` and `report.json`.
 *
 * @param rootDir the folder that holds the frozen problems and rubrics and `test/evals/gold/`
 * @returns the exit code: 0 when all was graded, 1 when the run stopped before, 2 for options or
 *   gold that can't be used
 */
export async function runEvals(
  args: readonly string[],
  rootDir: string,
  readSettings: () => Env,
  terminal: Terminal,
): Promise<number> {
  try {
    const options = parseOptions(args);
    const judge = await openJudge(options.judge, readSettings);
    const loaded = await loadProblems(rootDir, options, drawOutline);
    for (const warning of loaded.warnings) terminal.err(warning);
    return await measure(options, judge, loaded, join(rootDir, "evals-results"), terminal);
  } catch (error) {
    if (!(error instanceof UsageError) && !(error instanceof ContentError)) throw error;
    terminal.err(error.message);
    return 2;
  }
}

async function openJudge(kind: EvalOptions["judge"], readSettings: () => Env): Promise<Judge> {
  if (kind === "offline") return createOfflineJudge();
  const env = readSettings();
  if (!isModelConfigured(env)) {
    throw new UsageError("--judge model needs JUDGE_MODEL, and OPENAI_API_KEY or OPENAI_BASE_URL");
  }
  return chooseJudge(env);
}

async function measure(
  options: EvalOptions,
  judge: Judge,
  loaded: Loaded,
  resultsDir: string,
  terminal: Terminal,
): Promise<number> {
  const plan = planRun(options, judge, loaded);
  const cases = listCases(plan);
  if (cases.length === 0) throw new UsageError("there is nothing to grade; see the lines above");
  const dir = options.out ?? join(resultsDir, judge.kind);
  const running: RunOptions = {
    judge,
    log: await openResultLog(dir, options.resume),
    concurrency: options.concurrency ?? CONCURRENCY[judge.isLocal ? "local" : "model"],
    maxUsd: options["max-usd"] ?? null,
    onResult: (done, all, spentUsd) => {
      const spent = spentUsd === null ? "cost unknown" : `$${spentUsd.toFixed(4)}`;
      terminal.progress(`${done} of ${all} graded, ${spent}`);
    },
  };
  const first = await runCases(cases, running);
  const quoteTrials = listQuoteTrials(plan.quoteBases, first.results, options.limit);
  const run = await runFurther(first, listTrialCases(quoteTrials), running);
  const whole = { ...plan, trials: [...plan.trials, ...quoteTrials] };
  const report = buildReport(whole, run, { options, judge, loaded });
  await mkdir(dir, { recursive: true });
  await writeFile(join(dir, "report.json"), `${JSON.stringify(report, null, 1)}\n`);
  await writeFile(join(dir, "report.md"), toMarkdown(report));
  if (options.misses) terminal.out(`${listGoldMisses(plan, run).join("\n")}\n`);
  terminal.out(summarize(report));
  terminal.out(`Report: ${join(dir, "report.md")}`);
  return run.stopped === null ? 0 : 1;
}

function planRun(options: EvalOptions, judge: Judge, { problems, all }: Loaded): Plan {
  const has = (set: EvalOptions["sets"][number]): boolean => options.sets.includes(set);
  const { relation } = options;
  return {
    gold: has("gold") ? listGoldCases(problems, judge, options) : [],
    calibration: has("calibration") ? listCalibrationCases(problems, judge, options) : [],
    trials: has("metamorphic") ? listTrials(problems, all, judge, options) : [],
    quoteBases:
      has("metamorphic") && relation.includes("delete_quoted")
        ? listQuoteBases(problems, judge, options)
        : [],
    attacks: has("attacks") ? listAttackPairs(problems, judge, options) : [],
    nulls: has("attacks") ? listNullCases(problems, judge, options) : [],
  };
}

function listCases({ gold, calibration, trials, quoteBases, attacks, nulls }: Plan): EvalCase[] {
  return [
    ...gold.flatMap(({ cases }) => cases),
    ...calibration.flatMap(({ cases }) => cases),
    ...listTrialCases(trials),
    ...quoteBases.map(({ base }) => base),
    ...attacks.flatMap(({ clean, attacked }) => [clean, attacked]),
    ...nulls,
  ];
}

function listTrialCases(trials: readonly Trial[]): EvalCase[] {
  return trials.flatMap(({ base, variant }) => [base, variant]);
}
