import { readdir, readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { readContentOf } from "../../content/read-content";
import { toGradedProblem } from "../../grading/grade-input";
import { toQuestion } from "../../grading/plan";
import { buildQuestionsPrompt, buildSystemPrompt, PROMPT_VERSION } from "../../grading/prompt";
import { canonicalHash } from "../../text/canonical-hash";
import { composeAnswers } from "./compose-planted";
import { plantedFileSchema } from "./planted.schema";
import type { ContentFile } from "../../content/read-content";
import type { GradeInput } from "../../grading/grade-input";
import type { Mode } from "#domain/grading/verdicts";
import type { Criterion, Rubric } from "#domain/rubrics/rubric.schema";
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
  /** Names what was planted where: results of equal hash were measured on the same. */
  hash: string;
  /** Names the prompts that don't depend on the answer. */
  promptHash: string;
  promptVersion: string;
  /** Planted criteria that their rubric doesn't have any more, as `problem/criterion`. */
  leftOut: string[];
};

/**
 * Reads what is planted, with the problems and rubrics as they ship with the app: on a server where
 * they were edited the labels might not fit. A problem or criterion that is gone is left out.
 * @throws ContentError for a problem that can't be read; ZodError for a planted file that is none
 */
export async function readPlanted(mode: Mode): Promise<PlantedSet> {
  const files = await readPlantedFiles();
  const read = await Promise.all(
    files.map(async (file) => ({ file, content: await readContentOf(CONTENT_DIR, file.problem) })),
  );
  const sets = read.map(({ file, content }) => plant(file, content, mode));
  const items = sets.flatMap((set) => set.items);
  const isClean = ({ cleanId }: CheckItem): boolean => cleanId === null;
  return {
    items: [...items.filter(isClean), ...items.filter((item) => !isClean(item))],
    hash: canonicalHash(
      items.map(({ id, input: { answers, rubricHash }, truths }) => ({
        id,
        answers,
        rubricHash,
        truths,
      })),
    ),
    promptHash: canonicalHash({ version: PROMPT_VERSION, prompts: items.map(promptOf) }),
    promptVersion: PROMPT_VERSION,
    leftOut: sets.flatMap((set) => set.leftOut),
  };
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

function plant(
  { problem: slug, answers, injections }: PlantedFile,
  content: ContentFile | null,
  mode: Mode,
): { items: CheckItem[]; leftOut: string[] } {
  const criteria = new Map(content?.rubric.criteria.map((one) => [one.id, one]));
  const named = answers.flatMap(({ planted }) => planted.map(({ criterion }) => criterion));
  const leftOut = [...new Set(named.filter((id) => !criteria.has(id)))];
  if (content === null) return { items: [], leftOut: leftOut.map((id) => `${slug}/${id}`) };
  const make = (answer: PlantedAnswer, injection?: PlantedInjection): CheckItem =>
    toItem({ content, criteria, mode }, answer, injection);
  const injected = injections.flatMap((injection) => {
    const answer = answers.find(({ id }) => id === injection.into);
    return answer ? [make(answer, injection)] : [];
  });
  return {
    items: [...answers.map((answer) => make(answer)), ...injected],
    leftOut: leftOut.map((id) => `${slug}/${id}`),
  };
}

function toItem(
  shared: { content: ContentFile; criteria: ReadonlyMap<string, Criterion>; mode: Mode },
  answer: PlantedAnswer,
  injection?: PlantedInjection,
): CheckItem {
  const { content, criteria, mode } = shared;
  const known = answer.planted.filter(({ criterion }) => criteria.has(criterion));
  const rubric = narrow(content.rubric, new Set(known.map(({ criterion }) => criterion)));
  return {
    id: injection?.id ?? answer.id,
    cleanId: injection ? answer.id : null,
    truths: known.map(({ criterion, state }) => ({ criterionId: criterion, state })),
    input: {
      problem: toGradedProblem(content.problem),
      rubric,
      rubricHash: canonicalHash(rubric),
      answers: composeAnswers(answer, criteria, injection),
      scene: { elements: [], files: {} },
      mode,
      level: "senior",
      lens: "product",
    },
  };
}

/**
 * The rubric with the planted criteria alone, so that nothing is paid for that has no label. Rules
 * between criteria go: they speak of points, and here every verdict stands for itself.
 */
function narrow({ curveball: _, ...rubric }: Rubric, ids: ReadonlySet<string>): Rubric {
  const criteria = rubric.criteria.filter(({ id }) => ids.has(id));
  return { ...rubric, criteria, caps: [], exclusions: [], implications: [], misconceptions: [] };
}

function promptOf({ input: { problem, rubric } }: CheckItem): string {
  const questions = [...rubric.criteria, ...rubric.canaries].map(toQuestion);
  return `${buildSystemPrompt(problem)}\n${buildQuestionsPrompt(questions)}`;
}
