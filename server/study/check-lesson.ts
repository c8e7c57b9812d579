import type { ContentIssue } from "../content/content-error";
import { listCodeBlocks } from "./list-code-blocks";
import type { StudyFigure, Topic } from "./study";
import { FENCE_LANGUAGES } from "#domain/markdown/lesson/highlight-code";
import { listParts } from "#domain/markdown/lesson/list-parts";
import { findMathFault, listFormulas } from "#domain/markdown/lesson/math";

/** Of running text: ten minutes of reading, without code and formulas. */
const WORDS = { least: 1_200, most: 2_200 };
const LEAST_PARTS = 3;
/** What the page calls its own parts. */
const PAGE_PARTS = ["try-it", "sixty-seconds", "exercises", "follow-ups"];
/** A program that fits on a screen. */
const MAX_CODE_LINES = 40;
const IMAGE = /!\[[^\]]*\]\(([^)]*)\)/g;

/**
 * A lesson has sections of different names, the length of one, at least one figure and one program, and
 * nothing in it that its page couldn't show.
 */
export function checkLesson(
  topic: Topic,
  figures: ReadonlyMap<string, StudyFigure>,
): ContentIssue[] {
  const { body, bodyLine, source } = topic;
  const issues: ContentIssue[] = [];
  const complain = (line: number, message: string) =>
    issues.push({ file: source.file, line: bodyLine + line - 1, field: "", message });

  const ids = [...listParts(body).map(({ id }) => id), ...PAGE_PARTS];
  const parts = ids.length - PAGE_PARTS.length;
  if (parts < LEAST_PARTS) complain(1, `${parts} sections, not at least ${LEAST_PARTS}`);
  for (const id of ids.filter((one, at) => ids.indexOf(one) !== at)) {
    complain(1, `two sections are called "${id}"`);
  }
  const count = countWords(body);
  if (count < WORDS.least || count > WORDS.most) {
    complain(1, `${count} words, not between ${WORDS.least} and ${WORDS.most}`);
  }
  const images = [...body.matchAll(IMAGE)];
  if (images.length === 0) complain(1, "has no figure");
  for (const image of images) {
    const [, to = ""] = image;
    const name = /^figure:(.+)$/.exec(to)?.[1];
    if (name !== undefined && figures.has(name)) continue;
    complain(lineAt(body, image.index), `no figure ${to}; they are in study/figures`);
  }
  checkCode(body, complain);
  return [...issues, ...checkFormulas(topic)];
}

/** Figures that no lesson shows. */
export function checkFiguresUsed(
  topics: Iterable<Topic>,
  figures: ReadonlyMap<string, StudyFigure>,
): ContentIssue[] {
  const shown = new Set(
    [...topics].flatMap(({ body }) => [...body.matchAll(IMAGE)].map(([, to]) => to)),
  );
  return [...figures].flatMap(([name, { file }]) =>
    shown.has(`figure:${name}`)
      ? []
      : [{ file, line: null, field: "", message: "no lesson shows it" }],
  );
}

function checkCode(body: string, complain: (line: number, message: string) => void): void {
  const blocks = listCodeBlocks(body);
  for (const { language, code, line } of blocks) {
    if (!FENCE_LANGUAGES.includes(language)) {
      complain(line, `code in "${language}", not in ${FENCE_LANGUAGES.join(", ")}`);
    }
    const lines = code.trimEnd().split("\n").length;
    if (lines > MAX_CODE_LINES)
      complain(line, `${lines} lines of code, more than ${MAX_CODE_LINES}`);
  }
  const programs = blocks.filter(({ language }) => language === "python");
  if (programs.length === 0) complain(1, "has no program in Python");
  for (const { output, line } of programs) {
    if (output === null) complain(line, "a program without its output, a fence of text");
  }
}

function checkFormulas({ head, body, bodyLine, source }: Topic): ContentIssue[] {
  const { file } = source;
  const ofBody = listFormulas(body).map((formula) => ({
    formula,
    place: { file, line: bodyLine + formula.line - 1, field: "" },
  }));
  const ofHead = listHeadTexts(head.lesson).flatMap(({ text, path }) =>
    listFormulas(text).map((formula) => ({
      formula,
      place: { file, line: source.lineOf(path), field: path.join(".") },
    })),
  );
  return [...ofBody, ...ofHead].flatMap(({ formula, place }) => {
    const fault = findMathFault(formula);
    return fault === null
      ? []
      : [{ ...place, message: `can't read $${formula.tex.trim()}$: ${fault}` }];
  });
}

function listHeadTexts(lesson: Topic["head"]["lesson"]): { text: string; path: PropertyKey[] }[] {
  if (lesson === undefined) return [];
  const exercises = lesson.exercises.flatMap(({ question, answer }, at) => [
    { text: question, path: ["lesson", "exercises", at, "question"] },
    { text: answer, path: ["lesson", "exercises", at, "answer"] },
  ]);
  return [{ text: lesson.asks, path: ["lesson", "asks"] }, ...exercises];
}

/** Words of the running text: a formula, a program and its output are none. */
function countWords(body: string): number {
  const prose = body.replace(/^```[^]*?^```$/gm, "").replace(/^\$\$$[^]*?^\$\$$/gm, "");
  return prose.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length;
}

function lineAt(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}
