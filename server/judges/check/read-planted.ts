import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { readContentOf } from "../../content/read-content";
import { toGradedProblem } from "../../grading/grade-input";
import { toQuestion } from "../../grading/plan";
import { buildQuestionsPrompt, buildSystemPrompt } from "../../grading/prompt";
import { canonicalHash } from "../../text/canonical-hash";
import { DEBRIEF_PROMPT_VERSION, PROMPT_VERSION } from "#domain/grading/prompt-version";
import { rubricSchema } from "#domain/rubrics/rubric.schema";
import {
  buildDebriefSystem,
  buildScepticSystem,
  DEBRIEF_PROMPTS,
} from "../../grading/debrief/prompt";
import { composeAnswers } from "./compose-planted";
import { plantedFileSchema } from "./planted.schema";
import { readPlantedPoints, toReading } from "./read-planted-points";
import type { ContentFile } from "../../content/read-content";
import type { GradeInput, GradedProblem } from "../../grading/grade-input";
import type { Mode } from "#domain/grading/verdicts";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { ReadingItem } from "./read-planted-points";
import type { PlantedAnswer, PlantedFile, PlantedInjection, PlantedState } from "./planted.schema";

const PLANTED_DIR = fileURLToPath(new URL("planted", import.meta.url));
/** The folder that holds `problems/` and `rubrics/` as they ship. */
const CONTENT_DIR = fileURLToPath(new URL("../../..", import.meta.url));

/** What is known of one criterion of a planted answer. */
type PlantedTruth = { criterionId: string; state: PlantedState };

/** One answer to be graded. */
export type CheckItem = {
  /** The answer's, or the injection's. */
  id: string;
  /** The item without the injection; null where there is none in it. */
  cleanId: string | null;
  input: GradeInput;
  truths: PlantedTruth[];
};

export type PlantedSet = {
  /** Clean answers first. */
  items: CheckItem[];
  /** Answers that are read as a whole, with points planted about them. */
  readings: ReadingItem[];
  /** Names what was planted where: results of equal hash were measured on the same. */
  hash: string;
  /** Names the prompts that don't depend on the answer. */
  promptHash: string;
  promptVersion: string;
};

/**
 * Reads what is planted, with the problems as they ship with the app: on a server where they were
 * edited the labels might not fit.
 * @throws ContentError for a problem that can't be read; ZodError for a planted file that is none
 */
export async function readPlanted(mode: Mode): Promise<PlantedSet> {
  const [files, pointFiles] = await Promise.all([
    withContent(readPlantedFiles()),
    withContent(readPlantedPoints()),
  ]);
  const items = files.flatMap(({ file, content }) => plant(file, content, mode));
  const readings = pointFiles.map(({ file, content }) => toReading(file, content, mode));
  const isClean = ({ cleanId }: CheckItem): boolean => cleanId === null;
  return {
    items: [...items.filter(isClean), ...items.filter((item) => !isClean(item))],
    readings,
    hash: canonicalHash([
      ...items.map(({ input, ...item }) => ({ ...nameInput(input), ...item })),
      ...readings.map(({ input, ...item }) => ({ ...nameInput(input), ...item })),
    ]),
    promptHash: canonicalHash({
      version: PROMPT_VERSION,
      debriefVersion: DEBRIEF_PROMPT_VERSION,
      prompts: [
        ...items.map(promptOf),
        ...DEBRIEF_PROMPTS,
        ...readings.flatMap(({ input }) => [buildDebriefSystem(input), buildScepticSystem(input)]),
      ],
    }),
    promptVersion: PROMPT_VERSION,
  };
}

/** How many outcomes a check of it has. */
export function countAnswers({ items, readings }: PlantedSet): number {
  return items.length + readings.length;
}

/** What of an answer a result hangs on. */
function nameInput({ answers, rubricHash, scene }: GradeInput) {
  return { answers, rubricHash, elements: scene.elements };
}

/** With the problem that each is about. */
async function withContent<File extends { problem: string }>(
  reading: Promise<File[]>,
): Promise<{ file: File; content: ContentFile }[]> {
  return Promise.all(
    (await reading).map(async (file) => {
      const content = await readContentOf(CONTENT_DIR, file.problem);
      if (content === null) throw new Error(`no problem is called ${file.problem}`);
      return { file, content };
    }),
  );
}

/** The files of `planted/`, in the order of their names. */
export async function readPlantedFiles(): Promise<PlantedFile[]> {
  const names = (await readdir(PLANTED_DIR)).filter((name) => name.endsWith(".yaml")).sort();
  return Promise.all(
    names.map(async (name) =>
      plantedFileSchema.parse(parse(await readFile(`${PLANTED_DIR}/${name}`, "utf8"))),
    ),
  );
}

function plant(file: PlantedFile, content: ContentFile, mode: Mode): CheckItem[] {
  const { answers, injections } = file;
  const problem = toGradedProblem(content.problem);
  const make = (answer: PlantedAnswer, injection?: PlantedInjection): CheckItem =>
    toItem({ file, problem, mode }, answer, injection);
  const injected = injections.flatMap((injection) => {
    const answer = answers.find(({ id }) => id === injection.into);
    return answer ? [make(answer, injection)] : [];
  });
  return [...answers.map((answer) => make(answer)), ...injected];
}

function toItem(
  { file, problem, mode }: { file: PlantedFile; problem: GradedProblem; mode: Mode },
  answer: PlantedAnswer,
  injection?: PlantedInjection,
): CheckItem {
  const rubric = narrow(file, new Set(answer.planted.map(({ criterion }) => criterion)));
  return {
    id: injection?.id ?? answer.id,
    cleanId: injection ? answer.id : null,
    truths: answer.planted.map(({ criterion, state }) => ({ criterionId: criterion, state })),
    input: {
      problem,
      rubric,
      rubricHash: canonicalHash(rubric),
      answers: composeAnswers(answer, rubric.criteria, injection),
      scene: { elements: [], files: {} },
      mode,
      level: "senior",
      lens: "product",
    },
  };
}

/**
 * A rubric of the criteria that have a label in the answer, so that nothing is paid for that has
 * none. There are no rules between criteria: they speak of points, and here every verdict counts
 * by itself.
 */
function narrow({ problem, criteria, canaries }: PlantedFile, ids: ReadonlySet<string>): Rubric {
  return rubricSchema.parse({
    problem,
    bars: { mid: 40, senior: 60, staff: 80 },
    criteria: criteria.filter(({ id }) => ids.has(id)),
    canaries,
  });
}

function promptOf({ input: { problem, rubric } }: CheckItem): string {
  const questions = [...rubric.criteria, ...rubric.canaries].map(toQuestion);
  return `${buildSystemPrompt(problem)}\n${buildQuestionsPrompt(questions)}`;
}
