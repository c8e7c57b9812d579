import { DEBRIEF_PROMPT_VERSION } from "../grading/prompt-version";
import type { PointFigures } from "./judge-check.schema";

/** Of twelve true points, those that a model must find by itself (issue 40, "What follows"). */
const LEAST_FOUND = 8;
/** Of twelve points that only sound true, those that it may believe (ibidem). */
const MOST_SWALLOWED = 1;

/**
 * Whether a judge's points may hold a level and have verdicts asked again. Not where it wasn't checked
 * for that with today's prompts, nor where a reply couldn't be read: then nothing is known.
 */
export function pointsMayFollow(points: PointFigures | null | undefined): boolean {
  if (!points) return false;
  const { promptVersion, answers, found, swallowed } = points;
  return (
    promptVersion === DEBRIEF_PROMPT_VERSION &&
    answers.read === answers.of &&
    found.count >= LEAST_FOUND &&
    swallowed.count <= MOST_SWALLOWED
  );
}
