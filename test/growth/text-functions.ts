import { EMPTY_ANSWERS } from "#domain/attempts/answer.schema";
import { parseAnswerFile, readAnswerFile } from "#server/content/answer-file";
import { ContentError } from "#server/content/content-error";
import { checkSums } from "#server/content/check-sums";
import { splitFrontMatter } from "#server/content/front-matter";
import { readStatement } from "#server/content/read-problem";
import { readRubric } from "#server/content/read-rubric";
import { parseYaml } from "#server/content/yaml-source";
import { wordsOf } from "#domain/diagram/components";
import { drawOutline } from "#domain/drawing/outline/draw-outline";
import { OutlineError } from "#domain/drawing/outline/outline";
import { readDiagram } from "#domain/diagram/read-diagram";
import { fromMermaid, isMermaid } from "#domain/drawing/edit/from-mermaid";
import { findSpokenMisconceptions } from "#server/grading/find-misconceptions";
import { findGraderDirected, isGraderDirected } from "#server/grading/defences/directed-language";
import { buildMaterialPrompt } from "#server/grading/prompt";
import { redactText } from "#server/grading/defences/redact";
import { describeSums } from "#server/grading/sums/describe-sums";
import { findSums } from "#server/grading/sums/find-sums";
import { readJson } from "#server/judges/openai/read-completion";
import { canonicalHash } from "#server/text/canonical-hash";
import { cleanText, overwriteRuns, shortenRuns } from "#server/text/clean";
import { countWordsOfAnyScript, findQuote } from "#server/text/find-quote";
import { foldText, foldToString } from "#server/text/fold";
import { diffLines, toHunks } from "#server/text/line-diff";
import { diffTexts } from "#server/text/word-diff";
import { readTarget } from "#server/text/phrases";
import { readKnownNumbers } from "#server/text/known-numbers";
import { findQuantities, readColumnUnits } from "#server/text/quantities";
import { findNearest } from "#server/text/nearest-sentences";
import { splitSentences } from "#server/text/sentences";
import { toStorableText } from "#domain/text/storable.schema";
import { findContradictions } from "#domain/worksheet/find-bills";
import { findFigures } from "#domain/worksheet/find-figures";
import { readAmount } from "#domain/worksheet/read-amount";
import { reckon } from "#domain/worksheet/reckon";
import { createWorksheet } from "#domain/worksheet/worksheet.schema";
import { classify } from "~/components/board/incoming/classify";
import { renderMarkdown } from "#domain/markdown/render-markdown";
import { segmentText } from "~/lib/report/segments";
import { RUBRIC } from "../support/grading-fixture";
import { createGrading } from "./grade-text";

const grade = await createGrading();
const BELIEF = { id: "b", text: "t", advice: "a", topics: [], signals: [["multi-agent", "cache"]] };

function toAside({ start, end }: { start: number; end: number }) {
  return { start, end, reason: "copied" as const };
}

/** A refusal is an answer, too. */
function quietly(read: () => unknown): unknown {
  try {
    return read();
  } catch (error) {
    if (error instanceof OutlineError || error instanceof ContentError) return error.message;
    throw error;
  }
}

/** Everything that reads what a stranger wrote, by the names that a report of it gives. */
export const TEXT_FUNCTIONS: Record<string, (text: string) => unknown> = {
  cleanText,
  shortenRuns,
  overwriteRuns,
  foldText,
  foldToString,
  toStorableText,
  countWordsOfAnyScript,
  splitSentences,
  findQuantities: (text) => findQuantities(text),
  readColumnUnits,
  readKnownNumbers,
  readTarget,
  "findQuote, the second half": (text) => findQuote(text, text.slice(text.length / 2)),
  "findQuote, what isn't there": (text) => findQuote(text, `${text.slice(0, 200)}§`),
  findNearest: (text) =>
    findNearest(
      ["Says how long an answer is cached."],
      { ...EMPTY_ANSWERS, architecture: text },
      { home: "architecture", most: 3 },
    ),
  findSpokenMisconceptions: (text) =>
    findSpokenMisconceptions(
      { ...RUBRIC, misconceptions: [BELIEF] },
      { ...EMPTY_ANSWERS, architecture: text },
    ),
  isGraderDirected,
  findGraderDirected,
  redactText,
  findSums: (text) => describeSums(findSums(text)),
  buildMaterialPrompt: (text) =>
    buildMaterialPrompt({
      answers: { ...EMPTY_ANSWERS, architecture: text },
      diagram: readDiagram({ elements: [], files: {} }),
      diagramText: text,
    }),
  canonicalHash: (text) => canonicalHash({ text, words: text.split(" ") }),
  "diffLines, all new": (text) => toHunks(diffLines("", text)),
  "diffLines, by turns": (text) => toHunks(diffLines(text, text.replaceAll("\n", "\na\n"))),
  "diffTexts, all new": (text) => diffTexts("", text),
  "diffTexts, by turns": (text) => diffTexts(text, text.replaceAll(" ", " a. ")),
  "diffTexts, backwards": (text) => diffTexts(text, [...text].reverse().join("")),
  segmentText: (text) => segmentText(text, [], splitSentences(text).map(toAside)),
  renderMarkdown,
  splitFrontMatter,
  readAnswerFile: (text) => readAnswerFile(text, "a.md", []),
  "an answer of one section": (text) => quietly(() => parseAnswerFile(`## Scenario\n${text}`)),
  checkSums: (text) => checkSums(text, "s.md"),
  parseYaml: (text) => parseYaml(text, "r.yaml", []),
  readRubric: (text) => readRubric(text, "r.yaml", []),
  readStatement: (text) => readStatement({ file: "p.md", text: `---\n${text}\n---\n${text}` }, []),
  readAmount,
  findFigures: (text: string) => findFigures([text], createWorksheet()),
  findContradictions: (text: string) => findContradictions(text, reckon(createWorksheet())),
  readJson,
  isMermaid,
  fromMermaid: (text) => quietly(() => fromMermaid(text)),
  drawOutline: (text) => quietly(() => drawOutline(text)),
  classify: (text) => classify({ files: [], text }),
  "wordsOf a label": wordsOf,
  grade,
};
