import type { GradeInput } from "../grading/grade-input";
import type { Lane } from "./open-threads";

/**
 * The 64 calibration answers have up to 8,000 characters and 88 elements; beyond five times that an
 * answer waits in a queue of its own.
 */
const LONG_CHARS = 40_000;
const LONG_ELEMENTS = 500;

/** The lane in which a handed-in answer is read. */
export function chooseLane({ answers, scene }: Pick<GradeInput, "answers" | "scene">): Lane {
  const chars = Object.values(answers).reduce((sum, { length }) => sum + length, 0);
  return chars > LONG_CHARS || scene.elements.length > LONG_ELEMENTS ? "long" : "quick";
}
