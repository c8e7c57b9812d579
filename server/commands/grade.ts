import { z } from "zod";
import { parseAnswerFile } from "../content/answer-file";
import { orEnd, readEnv } from "../env";
import { gradeAnswer } from "../grading/grade-answer";
import { modeSchema } from "#domain/grading/grade.schema";
import { JudgeError } from "../grading/judge";
import { chooseJudge } from "../judges/choose-judge";
import { createLocalJudge } from "../judges/local-judge";
import { isModelConfigured } from "../judges/name-model";
import { lensSchema, levelSchema } from "#domain/problems/scale.schema";
import { readOptions, readSceneFile, readTextFile, stop, tryTo } from "./command-input";
import { loadContent } from "./load-content";
import { printGrade, toPrintedGrade } from "./print-grade";
import { toGradedProblem } from "../grading/grade-input";
import type { Grade } from "#domain/grading/grade.schema";
import type { Judge } from "../grading/judge";
import type { GradingProgress } from "../grading/progress";

const USAGE = `usage: npm run grade -- --problem <slug> --answer <file.md> [--scene <file.excalidraw>]
         [--level mid|senior|staff] [--lens ai_lab|product|startup]
         [--judge offline|model] [--mode standard|thorough] [--json]`;

const optionsSchema = z.strictObject({
  problem: z.string({ error: "--problem is missing" }),
  answer: z.string({ error: "--answer is missing" }),
  scene: z.string().optional(),
  level: levelSchema.default("senior"),
  lens: lensSchema.default("product"),
  /** "openai" is what "model" was called. */
  judge: z.enum(["offline", "model", "openai"]).optional(),
  mode: modeSchema.optional(),
  json: z.boolean().default(false),
});
type Options = z.infer<typeof optionsSchema>;

/**
 * `npm run grade`: grades one answer from files, with no database. Exit code 0 with a grade, 1 when
 * the judge could give none, 2 when what it was given can't be graded.
 */
async function main(): Promise<void> {
  const options = readOptions(optionsSchema, USAGE);
  const content = await loadContent(options.problem);
  const { failures } = content;
  const { answers } = tryTo(
    () => parseAnswerFile(readTextFile(options.answer), options.answer),
    (message) => message,
  );
  const scene = options.scene ? readSceneFile(options.scene) : { elements: [], files: {} };
  const env = orEnd(readEnv);
  const grade = await gradeOrEnd(
    {
      problem: toGradedProblem(content.problem),
      rubric: content.rubric,
      failures: failures && { hash: failures.hash, failures: failures.body.failures },
      rubricHash: content.rubricHash,
      answers,
      scene,
      mode: options.mode ?? env.JUDGE_MODE,
      level: options.level,
      lens: options.lens,
    },
    await pickJudge(options, env),
  );
  if (options.json) console.log(JSON.stringify(toPrintedGrade(content.slug, grade), null, 1));
  else process.stdout.write(printGrade(content, grade));
}

async function pickJudge({ judge }: Options, env: ReturnType<typeof readEnv>): Promise<Judge> {
  if (judge === "offline") return createLocalJudge();
  if (judge !== undefined && !isModelConfigured(env)) {
    stop(
      "No model is configured: set JUDGE_MODEL, and OPENAI_API_KEY or OPENAI_BASE_URL (docs/judges.md).",
    );
  }
  return chooseJudge(env);
}

/** A judge that fails gives no number: the command says why and ends with 1. */
async function gradeOrEnd(input: Parameters<typeof gradeAnswer>[0], judge: Judge): Promise<Grade> {
  const stopping = new AbortController();
  process.once("SIGINT", () => stopping.abort());
  try {
    return await gradeAnswer(input, judge, {
      signal: stopping.signal,
      debrief: {},
      onProgress: tellProgress(judge, input.rubric.criteria.length),
    });
  } catch (error) {
    if (!(error instanceof JudgeError)) throw error;
    console.error(`Not graded (${error.kind}): ${error.message}`);
    process.exit(1);
  }
}

/** A model takes seconds: on a terminal the count of decided criteria stands on one line. */
function tellProgress(judge: Judge, all: number): (event: GradingProgress) => void {
  if (judge.isLocal || !process.stderr.isTTY) return () => undefined;
  const bySection = new Map<string, number>();
  return ({ section, done }) => {
    bySection.set(section, done);
    const decided = [...bySection.values()].reduce((sum, count) => sum + count, 0);
    process.stderr.write(`\r${decided} of ${all} criteria decided${decided >= all ? "\n" : ""}`);
  };
}

await main();
