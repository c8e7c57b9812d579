import { sortIssues } from "../content/content-error";
import type { ContentIssue } from "../content/content-error";
import { readCalibration } from "../content/read-calibration";
import type { ReadCalibration } from "../content/read-calibration";
import { saveAnswerSchema } from "#domain/authoring/answer.schema";
import type { AnswerFiles } from "#domain/authoring/answer.schema";
import { EMPTY_DRAWING } from "./template";

const ENDINGS = [".md", ".excalidraw"] as const;
type Ending = (typeof ENDINGS)[number];

/** An answer that was read, with the text of its drawing where a file of it came along. */
export type PairedAnswer = { name: string; answerText: string; sceneText: string | null };

/**
 * Puts each `.md` together with the `.excalidraw` of its name, and reads both as the content loader
 * does and as the answer's form would take them.
 *
 * @returns the answers by name, and every fault at its file and line; answers are whole only where
 *   there is no fault
 */
export function pairAnswerFiles(files: AnswerFiles["files"]): {
  answers: PairedAnswer[];
  issues: ContentIssue[];
} {
  const issues: ContentIssue[] = [];
  const byName = new Map<string, Partial<Record<Ending, string>>>();
  for (const { fileName, text } of files) {
    const ending = ENDINGS.find((each) => fileName.toLowerCase().endsWith(each));
    if (ending === undefined) {
      issues.push(fault(fileName, "neither an answer (.md) nor its drawing (.excalidraw)"));
      continue;
    }
    const name = fileName.slice(0, -ending.length);
    const pair = byName.get(name) ?? {};
    if (pair[ending] !== undefined) issues.push(fault(fileName, "is there twice"));
    // Some editors begin a file with a mark that is no part of its text.
    byName.set(name, { ...pair, [ending]: text.replace(/^\uFEFF/, "") });
  }
  const answers: PairedAnswer[] = [];
  for (const [name, pair] of [...byName].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { ".md": answerText, ".excalidraw": sceneText = null } = pair;
    if (answerText === undefined) {
      issues.push(fault(`${name}.excalidraw`, `a drawing without its answer, ${name}.md`));
      continue;
    }
    checkPair(name, answerText, sceneText ?? EMPTY_DRAWING, issues);
    answers.push({ name, answerText, sceneText });
  }
  return { answers, issues: sortIssues(issues) };
}

function checkPair(name: string, answerText: string, scene: string, issues: ContentIssue[]): void {
  const file = `${name}.md`;
  const found = { file: `${name}.excalidraw`, text: scene };
  const read = readCalibration(name, { file, text: answerText }, found, issues);
  if (read === null) return;
  const { head, answers } = read.answer;
  const asked = saveAnswerSchema.safeParse({ name, baseHash: null, head, answers, scene });
  for (const { path, message } of asked.error?.issues ?? []) {
    const [place, ...rest] = path;
    issues.push(
      place === "head"
        ? { file, line: lineOf(read, rest), field: rest.join("."), message }
        : { file, line: null, field: path.join("."), message },
    );
  }
}

function lineOf({ source }: ReadCalibration, path: readonly PropertyKey[]): number | null {
  return source.lineOf(path.filter((part) => typeof part !== "symbol"));
}

function fault(file: string, message: string): ContentIssue {
  return { file, line: null, field: "", message };
}
