import { DEBRIEF_PROMPT_VERSION } from "../grading/prompt-version";
import { pointsMayFollow } from "./points-may-follow";
import type { PointFigures } from "./judge-check.schema";

const NOTHING = "points are shown and nothing follows.";

/**
 * What a check found of a judge's points, and what follows from it, in a sentence or two.
 * @param isCurrent whether verdicts are asked for with the same prompts today
 */
export function sayPoints(points: PointFigures | undefined, isCurrent: boolean): string {
  if (!points) return `Not checked for planted points: ${NOTHING}`;
  const { answers, found, swallowed, lost } = points;
  if (answers.read < answers.of) {
    return `Read ${answers.read} of ${answers.of} answers with planted points, the rest got no usable reply: ${NOTHING}`;
  }
  const isOld = !isCurrent || points.promptVersion !== DEBRIEF_PROMPT_VERSION;
  const follows = !isOld && pointsMayFollow(points) ? "its points may hold a level." : NOTHING;
  const refuted = lost.count > 0 ? ` It threw out ${lost.count} of ${lost.of} true ones.` : "";
  return `Found ${found.count} of ${found.of} planted points and believed ${swallowed.count} of ${swallowed.of} false ones${isOld ? ", with older prompts" : ""}: ${follows}${refuted}`;
}
