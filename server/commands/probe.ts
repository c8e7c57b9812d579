import { z } from "zod";
import { chooseProbe, authoredProbe } from "../attempts/interviewer/choose-probe";
import { holdProbe, toProbeBrief } from "../worker/probe-brief";
import { NOTHING_MORE } from "../attempts/interviewer/openings";
import { parseAnswerFile } from "../content/answer-file";
import { orEnd, readEnv } from "../env";
import { findShown } from "../grading/find-shown";
import { toGradedProblem } from "../grading/grade-input";
import { JudgeError } from "../grading/judge";
import { chooseInterviewer } from "../judges/choose-judge";
import { createLocalJudge } from "../judges/local-judge";
import { SECTION_IDS, SECTION_TITLES } from "#domain/problems/scale";
import { lensSchema, levelSchema, sectionIdSchema } from "#domain/problems/scale.schema";
import { readOptions, readSceneFile, readTextFile, stop, tryTo } from "./command-input";
import { loadContent } from "./load-content";
import type { ContentFile } from "../content/read-content";
import type { Interviewer } from "../judges/interviewer";
import type { Answers } from "#domain/attempts/answer.schema";
import type { Scene } from "#domain/diagram/scene.schema";
import type { SectionId } from "#domain/problems/scale";

const USAGE = `usage: npm run probe -- --problem <slug> --answer <file.md> [--scene <file.excalidraw>]
         [--section scenario|components|architecture|latency_cost|evaluation]
         [--level mid|senior|staff] [--lens ai_lab|product|startup]
         [--judge authored|model] [--json]`;

const optionsSchema = z.strictObject({
  problem: z.string({ error: "--problem is missing" }),
  answer: z.string({ error: "--answer is missing" }),
  scene: z.string().optional(),
  section: sectionIdSchema.optional(),
  level: levelSchema.default("senior"),
  lens: lensSchema.default("product"),
  judge: z.enum(["authored", "model"]).optional(),
  /** What `--judge` was called. */
  interviewer: z.enum(["authored", "model"]).optional(),
  json: z.boolean().default(false),
});
type Options = z.infer<typeof optionsSchema>;

/** One follow-up as the command prints it. `refused`: why what a model wrote isn't asked. */
type Printed = {
  section: SectionId;
  criterion: string | null;
  question: string;
  writtenBy: "authored" | "model";
  /** Criteria of the section that were found in the work. */
  shown: string[];
  refused?: string;
};

/**
 * `npm run probe`: what the interviewer would ask about an answer now, section by section, with no
 * database. Exit code 0 with a question, 1 where the model gave none, 2 for what can't be read.
 */
async function main(): Promise<void> {
  const options = readOptions(optionsSchema, USAGE);
  const content = await loadContent(options.problem);
  const { answers } = tryTo(
    () => parseAnswerFile(readTextFile(options.answer), options.answer),
    (message) => message,
  );
  const scene = options.scene ? readSceneFile(options.scene) : { elements: [], files: {} };
  const interviewer = await pickInterviewer(options);
  const sections = options.section ? [options.section] : SECTION_IDS;
  const printed: Printed[] = [];
  for (const section of sections)
    printed.push(await probe(section, { options, content, answers, scene, interviewer }));
  if (options.json) console.log(JSON.stringify(printed, null, 1));
  else process.stdout.write(printed.map(print).join("\n"));
}

async function probe(
  section: SectionId,
  work: {
    options: Options;
    content: ContentFile;
    answers: Answers;
    scene: Scene;
    interviewer: Interviewer | null;
  },
): Promise<Printed> {
  const { options, content, answers, scene, interviewer } = work;
  const { problem, rubric, rubricHash } = content;
  const { level, lens } = options;
  const input = { problem: toGradedProblem(problem), rubric, rubricHash, answers, scene };
  const signal = AbortSignal.timeout(60_000);
  const shown = await findShown(
    { ...input, mode: "standard", level, lens },
    section,
    createLocalJudge(),
    signal,
  );
  const criterion = chooseProbe(rubric, { section, level, lens, asked: [] }, new Set(shown));
  if (criterion === null)
    return { section, criterion, question: NOTHING_MORE, writtenBy: "authored", shown };
  const authored = {
    section,
    criterion: criterion.id,
    question: authoredProbe(criterion),
    writtenBy: "authored" as const,
    shown,
  };
  if (interviewer === null) return authored;
  const brief = "case" as const;
  const told = toProbeBrief({ problem, brief, answers, scene, exchanges: [] }, section, criterion);
  const reply = await interviewer.probe(told, signal);
  const held = holdProbe(reply.question, told, { problem, rubric, answers }, criterion);
  return "text" in held
    ? { ...authored, question: held.text, writtenBy: "model" }
    : { ...authored, refused: held.refused };
}

function print({ section, question, writtenBy, criterion, refused }: Printed): string {
  const why = refused === undefined ? "" : `, the model's was refused: ${refused}`;
  return `${SECTION_TITLES[section]}: ${question}\n  (${criterion ?? "nothing left"}, ${writtenBy}${why})\n`;
}

/** Without a word of it: the model where one is configured, else the author. */
async function pickInterviewer({ judge, interviewer }: Options): Promise<Interviewer | null> {
  const wanted = judge ?? interviewer;
  if (wanted === "authored") return null;
  const model = await chooseInterviewer(orEnd(readEnv));
  if (model === null && wanted === "model") {
    stop(
      "No model is configured: set JUDGE_MODEL, and OPENAI_API_KEY or OPENAI_BASE_URL (docs/judges.md).",
    );
  }
  return model;
}

try {
  await main();
} catch (error) {
  if (!(error instanceof JudgeError)) throw error;
  console.error(`No question (${error.kind}): ${error.message}`);
  process.exit(1);
}
