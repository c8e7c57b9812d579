import { LEVELS } from "#domain/problems/scale";
import { weightOf } from "#domain/rubrics/rubric.schema";
import { scoreVerdicts } from "./score";
import type { Lens } from "#domain/problems/scale";
import type { Rubric } from "#domain/rubrics/rubric.schema";
import type { Score } from "./score";
import type { Verdict } from "#domain/grading/verdicts";

/**
 * The score of some verdicts, whoever gave them, by the same sums as a grade's. A criterion that is
 * not in `verdicts` counts as one that could not be assessed: it leaves the total.
 *
 * @returns points of 100
 */
export function scoreBy(
  rubric: Rubric,
  verdicts: ReadonlyMap<string, Verdict>,
  lens: Lens,
): Pick<Score, "total" | "sections"> {
  const scored = rubric.criteria.map((criterion) => ({
    id: criterion.id,
    section: criterion.section,
    level: criterion.level,
    weight: weightOf(criterion, lens),
    verdict: verdicts.get(criterion.id) ?? ("cannot_assess" as const),
  }));
  const { total, sections } = scoreVerdicts(scored, rubric);
  return { total, sections };
}

/** How many bars a total reaches: 0 none, 1 mid, 2 senior, 3 staff. */
export function countBarsReached(total: number, bars: Rubric["bars"]): number {
  return LEVELS.filter((level) => total >= bars[level]).length;
}
