import { readAnswerFile } from "./answer-file";
import { calibrationHeadSchema } from "#domain/problems/calibration.schema";
import { readSceneJson } from "./read-problem";
import { validateYaml } from "./yaml-source";
import type { Answers } from "#domain/attempts/answer.schema";
import type { CalibrationHead } from "#domain/problems/calibration.schema";
import type { ContentIssue } from "./content-error";
import type { TextFile } from "./read-problem";
import type { YamlSource } from "./yaml-source";

/** A stored answer with the verdicts that a person gives it: a rubric is tried on these. */
export type CalibrationAnswer = {
  /** Name of the file without its ending: `strong`. */
  name: string;
  head: CalibrationHead;
  answers: Answers;
  /** The drawing beside it, as an Excalidraw file's parsed JSON. */
  scene: unknown;
};

/** An answer and its drawing as they were written. */
export type CalibrationTexts = { answer: string; scene: string };

export type ReadCalibration = {
  answer: CalibrationAnswer;
  source: YamlSource;
  texts: CalibrationTexts;
};

/**
 * Parses and checks `answers/<name>.md` and the drawing beside it.
 *
 * @returns the answer, or null after its faults have been pushed to `issues`
 */
export function readCalibration(
  name: string,
  answerText: TextFile,
  sceneText: TextFile,
  issues: ContentIssue[],
): ReadCalibration | null {
  const scene = readSceneJson(sceneText, issues);
  const { head: source, answers } = readAnswerFile(answerText.text, answerText.file, issues);
  if (source === null) {
    const message = "no YAML head (band, level, note, expected) between two lines ---";
    issues.push({ file: answerText.file, line: 1, field: "", message });
    return null;
  }
  const head = validateYaml(source, calibrationHeadSchema, issues);
  if (!head || scene === null) return null;
  const texts = { answer: answerText.text, scene: sceneText.text };
  return { answer: { name, head, answers, scene }, source, texts };
}
